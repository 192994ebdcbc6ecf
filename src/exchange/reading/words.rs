//! Words that other tools write in the language of their user: months, halves
//! of the day, statuses and types of issue. Data, with one way to look it up.

use unicode_normalization::UnicodeNormalization;

use crate::exchange::Stage;

/// Lower case, one kind of space, apostrophe and accent: the form in which
/// words and headers are compared.
pub fn folded(text: &str) -> String {
    let text: String = text
        .nfkc()
        .collect::<String>()
        .to_lowercase()
        .replace('’', "'");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Types of issue that po has a word for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IssueType {
    Epic,
    Story,
    Bug,
    Task,
    Spike,
    SubTask,
}

/// The type a word stands for, if it is one of the usual ones.
pub fn issue_type(word: &str) -> Option<IssueType> {
    lookup(TYPES, word)
}

/// The stage of a status *category* (Jira has three), in several languages.
pub fn category(word: &str) -> Option<Stage> {
    lookup(CATEGORIES, word)
}

/// The stage of a status: the words of the categories and other usual names.
pub fn status(word: &str) -> Option<Stage> {
    category(word).or_else(|| lookup(STATUSES, word))
}

/// The month (1..=12) of a name or abbreviation, with or without a dot.
pub fn month(word: &str) -> Option<u32> {
    let word = folded(word.trim_end_matches('.'));
    let index = MONTHS
        .iter()
        .position(|names| names.split(' ').any(|name| name == word))?;
    u32::try_from(index + 1).ok()
}

/// Whether a word says before (`false`) or after noon (`true`).
pub fn after_noon(word: &str) -> Option<bool> {
    let plain: String = folded(word).chars().filter(|c| c.is_alphabetic()).collect();
    match plain.as_str() {
        "am" | "vorm" | "午前" | "дп" => Some(false),
        "pm" | "nachm" | "午後" | "пп" => Some(true),
        _ => None,
    }
}

fn lookup<T: Copy>(table: &[(T, &[&str])], word: &str) -> Option<T> {
    let word = folded(word);
    table
        .iter()
        .find(|(_, words)| words.contains(&word.as_str()))
        .map(|(what, _)| *what)
}

/// January to December: en, fr, de, es, pt, it, nl, ru; Japanese writes numbers.
static MONTHS: [&str; 12] = [
    "jan january janv janvier januar jänner ene enero janeiro gen gennaio januari янв января январь",
    "feb february févr fév fevr février februar febrero fev fevereiro febbraio februari фев февр февраля февраль",
    "mar march mars mär mrz märz marzo março mrt maart мар март марта",
    "apr april avr avril abr abril aprile апр апреля апрель",
    "may mai mayo maio mag maggio mei май мая",
    "jun june juin juni junio junho giu giugno июн июня июнь",
    "jul july juil juillet juli julio julho lug luglio июл июля июль",
    "aug august août aou ago agosto augustus авг августа август",
    "sep sept september septembre septiembre set setembro settembre сен сент сентября сентябрь",
    "oct october octobre okt oktober octubre out outubro ott ottobre окт октября октябрь",
    "nov november novembre noviembre novembro ноя нояб ноября ноябрь",
    "dec december déc décembre dez dezember dic diciembre dezembro dicembre дек декабря декабрь",
];

#[rustfmt::skip]
static CATEGORIES: &[(Stage, &[&str])] = &[
    (Stage::ToDo, &[
        "to do", "todo", "new", "à faire", "a faire", "zu erledigen", "neu", "por hacer", "tareas por hacer",
        "pendiente", "pendientes", "nuevo", "a fazer", "tarefas pendentes", "itens pendentes", "pendente", "novo",
        "к выполнению", "сделать", "новый", "новая", "новые", "da completare", "da fare", "cose da fare", "nuovo",
        "te doen", "nieuw", "to do (te doen)", "作業前", "未着手", "to-do",
    ]),
    (Stage::InProgress, &[
        "in progress", "indeterminate", "en cours", "in arbeit", "in bearbeitung", "en curso", "en progreso",
        "em andamento", "em progresso", "в работе", "в процессе", "in corso", "in behandeling", "bezig",
        "mee bezig", "進行中", "作業中",
    ]),
    (Stage::Done, &[
        "done", "complete", "terminé", "terminé(e)", "terminée", "fini", "fertig", "erledigt", "abgeschlossen", "listo",
        "hecho", "finalizado", "finalizada", "finalizadas", "concluído", "concluída", "concluido", "itens concluídos",
        "feito", "готово", "выполнено", "сделано", "completato", "completata", "fatto", "gereed", "klaar", "voltooid", "完了",
    ]),
];

#[rustfmt::skip]
static STATUSES: &[(Stage, &[&str])] = &[
    (Stage::ToDo, &[
        "open", "reopened", "backlog", "selected for development", "ready", "ready for development", "planned", "created",
        "ouvert", "ouverte", "rouvert", "rouverte", "sélectionné pour le développement", "nouveau",
        "offen", "erneut geöffnet", "wieder geöffnet", "zur entwicklung ausgewählt", "ausgewählt für entwicklung", "geplant",
        "abierto", "abierta", "reabierto", "reabierta", "seleccionado para desarrollo", "listo para desarrollo",
        "aberto", "aberta", "reaberto", "reaberta", "selecionado para desenvolvimento",
        "открыт", "открыто", "открыта", "открытый", "переоткрыт", "переоткрыто", "повторно открыт", "бэклог",
        "выбрано для разработки", "отобрано для разработки", "к разработке", "запланировано",
        "aperto", "aperta", "riaperto", "riaperta", "selezionato per lo sviluppo",
        "heropend", "geselecteerd voor ontwikkeling", "オープン", "再オープン", "バックログ", "開発対象",
    ]),
    (Stage::InProgress, &[
        "in review", "review", "code review", "under review", "in testing", "testing", "in test", "in qa", "qa", "in development",
        "development", "blocked", "on hold", "ready for test", "ready for qa", "ready for release", "doing",
        "en revue", "en révision", "en test", "en attente", "bloqué", "revue en cours",
        "in prüfung", "in review", "im test", "in überprüfung", "blockiert", "wartend",
        "en revisión", "en pruebas", "bloqueado", "bloqueada", "en desarrollo", "en espera",
        "em revisão", "em teste", "em análise", "em desenvolvimento",
        "на проверке", "на ревью", "ревью", "тестирование", "на тестировании", "в тестировании", "в разработке", "заблокировано",
        "in revisione", "in attesa", "bloccato", "in sviluppo", "in beoordeling", "geblokkeerd", "レビュー中", "テスト中",
    ]),
    (Stage::Done, &[
        "closed", "resolved", "released", "accepted", "cancelled", "canceled", "won't do", "declined", "rejected", "deployed",
        "fermé", "fermée", "résolu", "résolue", "annulé", "clos", "livré",
        "geschlossen", "gelöst", "abgelehnt", "abgebrochen", "veröffentlicht",
        "cerrado", "cerrada", "resuelto", "resuelta", "cancelado", "cancelada", "rechazado", "completado", "completada",
        "fechado", "fechada", "resolvido", "resolvida", "rejeitado",
        "закрыт", "закрыто", "закрыта", "решен", "решён", "решено", "отменено", "отменен", "отклонено", "завершено",
        "chiuso", "chiusa", "risolto", "risolta", "annullato", "gesloten", "opgelost", "geannuleerd", "クローズ", "解決済み", "キャンセル",
    ]),
];

#[rustfmt::skip]
static TYPES: &[(IssueType, &[&str])] = &[
    (IssueType::Epic, &["epic", "epos", "épopée", "epopée", "épica", "epica", "épico", "epico", "эпик", "эпопея", "エピック"]),
    (IssueType::Story, &[
        "story", "user story", "récit", "récit utilisateur", "historia", "historia de usuario", "história", "história de usuário",
        "história do usuário", "история", "пользовательская история", "storia", "user-story", "verhaal", "ストーリー",
    ]),
    (IssueType::Bug, &[
        "bug", "defect", "bogue", "anomalie", "fehler", "error", "defecto", "falha", "defeito", "erro", "ошибка", "баг",
        "дефект", "difetto", "errore", "fout", "バグ", "不具合",
    ]),
    (IssueType::Task, &["task", "tâche", "aufgabe", "tarea", "tarefa", "задача", "задание", "attività", "task (attività)", "taak", "タスク"]),
    (IssueType::Spike, &["spike", "спайк", "スパイク"]),
    (IssueType::SubTask, &[
        "sub-task", "subtask", "sous-tâche", "unteraufgabe", "teilaufgabe", "subtarea", "subtarefa", "sub-tarefa", "подзадача",
        "sottotask", "sottoattività", "sotto-attività", "sub-attività", "subtaak", "deeltaak", "サブタスク",
    ]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn category_is_found_in_any_spelling_of_the_user_s_language() {
        for word in [
            "To Do",
            "À faire",
            "A faire",
            "ZU ERLEDIGEN",
            "Por\u{a0}hacer",
            "К выполнению",
        ] {
            assert_eq!(category(word), Some(Stage::ToDo), "{word}");
        }
        assert_eq!(category("En cours"), Some(Stage::InProgress));
        assert_eq!(category("Готово"), Some(Stage::Done));
        assert_eq!(category("In Review"), None);
        assert_eq!(status("In Review"), Some(Stage::InProgress));
        assert_eq!(status("Parked"), None);
    }

    #[test]
    fn no_word_stands_for_two_things() {
        let stages: Vec<_> = CATEGORIES.iter().chain(STATUSES).collect();
        for (at, (stage, words)) in stages.iter().enumerate() {
            for (other, others) in &stages[at + 1..] {
                assert!(stage == other || !words.iter().any(|word| others.contains(word)));
            }
        }
        let words: Vec<_> = TYPES.iter().flat_map(|(_, words)| *words).collect();
        assert!(
            words
                .iter()
                .enumerate()
                .all(|(at, word)| !words[at + 1..].contains(word))
        );
        let months: Vec<_> = MONTHS.iter().flat_map(|names| names.split(' ')).collect();
        assert!(
            months
                .iter()
                .enumerate()
                .all(|(at, name)| !months[at + 1..].contains(name))
        );
    }

    #[test]
    fn words_of_the_tables_stand_in_the_folded_form() {
        let stages = CATEGORIES
            .iter()
            .chain(STATUSES)
            .flat_map(|(_, words)| *words);
        let types = TYPES.iter().flat_map(|(_, words)| *words);
        for word in stages.chain(types) {
            assert_eq!(*word, folded(word));
        }
    }

    #[test]
    fn month_is_known_with_a_dot_and_in_capitals() {
        assert_eq!(month("févr."), Some(2));
        assert_eq!(month("JUN"), Some(6));
        assert_eq!(month("июл"), Some(7));
        assert_eq!(month("sept."), Some(9));
        assert_eq!(month("mo"), None);
    }
}
