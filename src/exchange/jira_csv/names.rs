//! Header names of Jira exports in nine languages: data alone. A new language is
//! a name more in each list; all stand in the folded form of `words::folded`.

/// What the cells of a column mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    Key,
    Id,
    Summary,
    Type,
    Status,
    Category,
    Resolution,
    ProjectKey,
    ProjectUrl,
    Assignee,
    AssigneeId,
    Reporter,
    ReporterId,
    Creator,
    CreatorId,
    Lead,
    LeadId,
    Watchers,
    WatchersId,
    Created,
    Updated,
    Resolved,
    Due,
    Labels,
    Components,
    FixVersion,
    Sprint,
    Points,
    Rank,
    Description,
    Environment,
    Acceptance,
    Comment,
    EpicLink,
    EpicName,
    Parent,
    ParentSummary,
    /// Issues that block this one.
    BlockedBy,
    /// Issues that this one blocks.
    Blocks,
    /// Links of another type, in either direction.
    OtherLink,
    Priority,
    Attachment,
    Measured,
    Project,
    EpicLook,
    /// A header that no table knows.
    Other,
}

/// Roots of the words for a link that comes in: the other issue does it to this.
#[rustfmt::skip]
pub static INWARD: &[&str] = &[
    "inward", "entrant", "eingehend", "eingang", "de entrada", "входящ", "внутрен", "in entrata", "in ingresso",
    "binnenkomend", "inkomend", "inwaarts", "内向き", "内部", "受信",
];
/// Roots of the words for a link that goes out: this issue does it to the other.
#[rustfmt::skip]
pub static OUTWARD: &[&str] = &[
    "outward", "sortant", "ausgehend", "ausgang", "saliente", "de salida", "de saída", "исходящ", "внешн", "in uscita",
    "uitgaand", "uitwaarts", "外向き", "外部", "送信",
];
/// Names of the link type "Blocks".
#[rustfmt::skip]
pub static BLOCKS: &[&str] = &[
    "blocks", "blocker", "block", "blocked", "bloque", "bloquer", "blocage", "blockiert", "blocker-verknüpfung", "bloquea",
    "bloqueo", "bloqueia", "bloqueio", "блокирует", "блокировка", "blocca", "blocco", "blokkeert", "ブロック",
];

/// Names inside `Custom field (…)`, `Champs personnalisés (…)` and the like,
/// and without the wrapper.
#[rustfmt::skip]
pub static CUSTOM: &[(Role, &[&str])] = &[
    (Role::EpicLink, &[
        "epic link", "lien d'epic", "lien d'épopée", "lien epic", "epic-verknüpfung", "epos-verknüpfung", "enlace de epic",
        "enlace de épica", "enlace a epic", "link do épico", "link do epic", "vínculo do épico", "ссылка на эпик", "ссылка на epic",
        "link epic", "link epico", "collegamento epic", "epic-link", "エピックリンク", "エピック リンク",
    ]),
    (Role::EpicName, &[
        "epic name", "nom de l'epic", "nom d'epic", "nom de l'épopée", "epic-name", "epos-name", "nombre de epic", "nombre de épica",
        "nombre de la épica", "nome do épico", "nome do epic", "название эпика", "имя эпика", "nome epic", "nome epico", "epic-naam", "エピック名",
    ]),
    (Role::EpicLook, &["epic color", "epic colour", "epic status", "issue color"]),
    (Role::Points, &[
        "story points", "story point estimate", "story point", "storypoints", "story-points", "points d'histoire", "story-point-schätzung",
        "storypoint-schätzung", "estimation en story points", "puntos de historia", "estimación de puntos de historia", "pontos de história",
        "pontos da história", "estimativa de pontos de história", "story point (оценка)", "оценка в story points", "очки истории",
        "стори поинты", "оценка story points", "punti storia", "stima dei punti storia", "storypoints-schatting", "ストーリーポイント",
        "ストーリー ポイント", "ストーリー ポイントの見積もり",
    ]),
    (Role::Rank, &["rank", "rang", "classement", "clasificación", "rango", "classificação", "ранг", "classificazione", "rangorde", "ランク"]),
    (Role::Parent, &["parent link"]),
];

/// Header names: en, fr, de, es, pt, ru, it, nl, ja.
#[rustfmt::skip]
pub static NAMES: &[(Role, &[&str])] = &[
    (Role::Key, &[
        "issue key", "key", "work item key", "clé de ticket", "clé du ticket", "clé de demande", "clé", "vorgangsschlüssel", "schlüssel",
        "clave de incidencia", "clave de la incidencia", "clave de actividad", "clave de la actividad", "clave", "chave da issue",
        "chave do item", "chave do ticket", "chave da ocorrência", "chave", "ключ проблемы", "ключ задачи", "ключ запроса", "код задачи",
        "код запроса", "код проблемы", "ключ", "код", "chiave segnalazione", "chiave della segnalazione", "chiave ticket", "chiave del ticket",
        "chiave", "issuesleutel", "issuecode", "sleutel", "課題キー", "キー",
    ]),
    (Role::Id, &[
        "issue id", "work item id", "id de ticket", "id du ticket", "id de demande", "vorgangs-id", "id de incidencia", "id de la incidencia",
        "id de actividad", "id de la actividad", "id da issue", "id do item", "id do ticket", "id da ocorrência", "id проблемы", "id задачи",
        "id запроса", "идентификатор проблемы", "идентификатор задачи", "идентификатор запроса", "id segnalazione", "id della segnalazione",
        "id ticket", "id del ticket", "issue-id", "課題 id", "課題id",
    ]),
    (Role::Summary, &[
        "summary", "title", "résumé", "récapitulatif", "titre", "zusammenfassung", "titel", "resumen", "título", "resumo", "sumário", "тема",
        "резюме", "сводка", "название", "заголовок", "краткое описание", "сводные данные", "суть", "riepilogo", "titolo", "samenvatting",
        "要約", "概要",
    ]),
    (Role::Type, &[
        "issue type", "work type", "work item type", "type de ticket", "type de demande", "vorgangstyp", "arbeitstyp", "tipo de incidencia",
        "tipo de actividad", "tipo de issue", "tipo de item", "tipo do item", "tipo de ticket", "tipo de ocorrência", "тип проблемы",
        "тип задачи", "тип запроса", "tipo di segnalazione", "tipo segnalazione", "tipo di ticket", "tipo ticket", "issuetype", "issue-type",
        "課題タイプ", "作業タイプ",
    ]),
    (Role::Status, &["status", "état", "statut", "estado", "статус", "состояние", "stato", "ステータス"]),
    (Role::Category, &[
        "status category", "catégorie d'état", "catégorie de statut", "catégorie du statut", "statuskategorie", "categoría de estado",
        "categoría del estado", "categoria de status", "categoria do status", "категория статуса", "категория состояния", "категория статусов",
        "categoria stato", "categoria di stato", "categoria dello stato", "statuscategorie", "ステータス カテゴリ", "ステータスカテゴリ",
        "ステータス カテゴリー", "ステータスカテゴリー",
    ]),
    (Role::Resolution, &["resolution", "résolution", "lösung", "resolución", "resolução", "решение", "резолюция", "risoluzione", "oplossing", "解決状況"]),
    (Role::ProjectKey, &[
        "project key", "clé de projet", "clé du projet", "projektschlüssel", "clave del proyecto", "clave de proyecto", "chave do projeto",
        "chave de projeto", "ключ проекта", "код проекта", "chiave progetto", "chiave del progetto", "projectsleutel", "プロジェクトキー",
        "プロジェクト キー",
    ]),
    (Role::ProjectUrl, &[
        "project url", "url de projet", "url du projet", "projekt-url", "url del proyecto", "url de proyecto", "url do projeto", "url проекта",
        "url-адрес проекта", "url progetto", "url del progetto", "project-url", "プロジェクト url", "プロジェクトurl",
    ]),
    (Role::Project, &[
        "project name", "project type", "project description", "nom du projet", "type de projet", "description du projet", "projektname",
        "projekttyp", "projektbeschreibung", "nombre del proyecto", "tipo de proyecto", "descripción del proyecto", "nome do projeto",
        "tipo de projeto", "descrição do projeto", "название проекта", "имя проекта", "тип проекта", "описание проекта", "nome progetto",
        "nome del progetto", "tipo di progetto", "descrizione del progetto", "projectnaam", "projecttype", "projectbeschrijving",
        "プロジェクト名", "プロジェクトタイプ", "プロジェクトの説明",
    ]),
    (Role::Assignee, &[
        "assignee", "personne assignée", "responsable", "attribution", "zugewiesene person", "bearbeiter", "zugewiesen an", "persona asignada",
        "responsable asignado", "asignado a", "responsável", "pessoa designada", "исполнитель", "assegnatario", "toegewezen persoon",
        "uitvoerder", "behandelaar", "担当者",
    ]),
    (Role::AssigneeId, &[
        "assignee id", "id de la personne assignée", "id de personne assignée", "id der zugewiesenen person", "bearbeiter-id",
        "id de persona asignada", "id de la persona asignada", "id do responsável", "id de responsável", "id исполнителя",
        "идентификатор исполнителя", "id assegnatario", "id dell'assegnatario", "担当者 id", "担当者id",
    ]),
    (Role::Reporter, &["reporter", "rapporteur", "autor", "berichterstatter", "informador", "relator", "автор", "segnalatore", "auteur", "報告者"]),
    (Role::ReporterId, &[
        "reporter id", "id de rapporteur", "id du rapporteur", "autor-id", "id des autors", "id de informador", "id del informador",
        "id do relator", "id автора", "идентификатор автора", "id segnalatore", "報告者 id", "報告者id",
    ]),
    (Role::Creator, &["creator", "créateur", "ersteller", "creador", "criador", "создатель", "создал", "creatore", "maker", "作成者"]),
    (Role::CreatorId, &[
        "creator id", "id de créateur", "id du créateur", "ersteller-id", "id des erstellers", "id de creador", "id del creador", "id do criador",
        "id создателя", "идентификатор создателя", "id creatore", "作成者 id", "作成者id",
    ]),
    (Role::Lead, &[
        "project lead", "chef de projet", "responsable de projet", "projektleiter", "projektleitung", "responsable del proyecto",
        "líder do projeto", "руководитель проекта", "responsabile progetto", "projectleider", "プロジェクト リード", "プロジェクトリード",
    ]),
    (Role::LeadId, &[
        "project lead id", "id de responsable de projet", "id du chef de projet", "projektleiter-id", "id del responsable del proyecto",
        "id do líder do projeto", "id руководителя проекта", "идентификатор руководителя проекта",
    ]),
    (Role::Watchers, &["watchers", "observateurs", "beobachter", "observadores", "наблюдатели", "osservatori", "volgers", "ウォッチャー"]),
    (Role::WatchersId, &[
        "watchers id", "id des observateurs", "id der beobachter", "beobachter-id", "id de observadores", "id de los observadores",
        "id dos observadores", "id наблюдателей", "идентификатор наблюдателей", "id osservatori", "ウォッチャー id",
    ]),
    (Role::Created, &[
        "created", "création", "créé", "créée", "date de création", "erstellt", "erstellungsdatum", "creada", "creado", "fecha de creación",
        "criado", "criada", "data de criação", "создано", "создан", "создана", "дата создания", "creato", "creata", "data di creazione",
        "aangemaakt", "gemaakt", "作成日", "作成日時",
    ]),
    (Role::Updated, &[
        "updated", "mise à jour", "mis à jour", "aktualisiert", "aktualisierungsdatum", "actualizada", "actualizado", "fecha de actualización",
        "atualizado", "atualizada", "обновлено", "обновлен", "обновлена", "дата обновления", "aggiornato", "aggiornata", "bijgewerkt",
        "更新日", "更新日時",
    ]),
    (Role::Resolved, &[
        "resolved", "résolu", "résolue", "date de résolution", "erledigt", "gelöst", "lösungsdatum", "resuelta", "resuelto", "fecha de resolución",
        "resolvido", "resolvida", "data de resolução", "решено", "решен", "решена", "дата решения", "дата резолюции", "risolto", "risolta",
        "opgelost", "解決日", "解決日時",
    ]),
    (Role::Due, &[
        "due date", "due", "date d'échéance", "échéance", "fälligkeitsdatum", "fällig", "fecha de vencimiento", "vencimiento", "fecha límite",
        "data limite", "data de entrega", "data de vencimento", "срок исполнения", "срок выполнения", "срок", "дата выполнения", "дедлайн",
        "data di scadenza", "scadenza", "einddatum", "vervaldatum", "deadline", "期限", "期日",
    ]),
    (Role::Labels, &["labels", "label", "étiquettes", "étiquette", "stichwörter", "etiquetas", "rótulos", "categorias", "метки", "метка", "etichette", "ラベル"]),
    (Role::Components, &[
        "component/s", "components", "component", "composants", "composant", "composant/s", "komponenten", "komponente", "komponente(n)",
        "componentes", "componente", "componente(s)", "компоненты", "компонент", "компонент(ы)", "componenti", "componente/i", "componenten",
        "コンポーネント",
    ]),
    (Role::FixVersion, &[
        "fix version/s", "fix versions", "fix version", "versions corrigées", "version corrigée", "version(s) corrigée(s)",
        "versions de correction", "version de correction", "lösungsversion", "lösungsversionen", "lösungsversion(en)",
        "versión de corrección", "versiones de corrección", "versiones corregidas", "versión corregida", "versión(es) de corrección",
        "versões corrigidas", "versão corrigida", "versão de correção", "versões de correção", "исправить в версиях", "исправить в версии",
        "исправление в версиях", "версия исправления", "версии исправления", "версии с исправлениями", "исправлено в версиях",
        "versione di correzione", "versioni di correzione", "versioni corrette", "oplossingsversie", "oplossingsversies", "修正バージョン",
    ]),
    (Role::Sprint, &["sprint", "sprints", "спринт", "спринты", "スプリント"]),
    (Role::Description, &["description", "beschreibung", "descripción", "descrição", "описание", "descrizione", "beschrijving", "omschrijving", "説明"]),
    (Role::Environment, &["environment", "environnement", "umgebung", "entorno", "ambiente", "окружение", "среда", "omgeving", "環境"]),
    (Role::Comment, &["comment", "comments", "commentaire", "commentaires", "kommentar", "kommentare", "comentario", "comentarios", "comentário", "comentários", "комментарий", "комментарии", "commento", "commenti", "opmerking", "opmerkingen", "コメント"]),
    (Role::Parent, &[
        "parent", "parent id", "parent key", "parent issue", "ticket parent", "id du parent", "clé du parent", "clé parent", "parent (id)",
        "übergeordnet", "übergeordneter vorgang", "übergeordnete id", "id des übergeordneten vorgangs", "übergeordneter schlüssel",
        "principal", "padre", "id principal", "id del padre", "clave principal", "clave del padre", "clave de principal", "elemento principal",
        "actividad principal", "incidencia principal", "pai", "principal id", "id do pai", "chave do pai", "chave principal",
        "родитель", "родительский элемент", "родительская задача", "родительский запрос", "id родителя", "ключ родителя",
        "id родительского элемента", "ключ родительского элемента", "elemento padre", "id padre", "chiave padre", "bovenliggend",
        "bovenliggende id", "親", "親 id", "親キー", "親課題",
    ]),
    (Role::ParentSummary, &[
        "parent summary", "résumé du parent", "zusammenfassung des übergeordneten vorgangs", "übergeordnete zusammenfassung",
        "resumen principal", "resumen del padre", "resumen de principal", "resumo do pai", "resumo principal", "резюме родителя",
        "название родителя", "сводка родителя", "тема родительского элемента", "riepilogo padre", "親の要約",
    ]),
    (Role::Priority, &["priority", "priorité", "priorität", "prioridad", "prioridade", "приоритет", "priorità", "prioriteit", "優先度"]),
    (Role::Attachment, &["attachment", "attachments", "pièce jointe", "pièces jointes", "anhang", "anhänge", "archivo adjunto", "adjunto", "adjuntos", "datos adjuntos", "anexo", "anexos", "вложение", "вложения", "allegato", "allegati", "bijlage", "bijlagen", "添付ファイル"]),
    (Role::Measured, &[
        "votes", "last viewed", "work ratio", "original estimate", "remaining estimate", "time spent", "σ original estimate",
        "σ remaining estimate", "σ time spent", "log work", "estimation originale", "estimation restante", "temps consacré",
        "σ estimation originale", "σ estimation restante", "σ temps consacré", "ratio du travail réel comparé à l'estimation",
        "dernier affichage", "stimmen", "zuletzt angesehen", "ursprüngliche schätzung", "restschätzung", "verbleibende schätzung",
        "zeitaufwand", "benötigte zeit", "votos", "última visualización", "estimación original", "estimación restante", "tiempo empleado",
        "tiempo trabajado", "голоса", "последний просмотр", "первоначальная оценка", "оставшаяся оценка", "затраченное время",
        "затрачено времени", "voti", "stemmen", "投票",
    ]),
];

/// Roots of words by which a role is sought that no exact name has taken: one
/// root of each group must stand in the header, none of the last list.
pub type Roots = (
    Role,
    &'static [&'static [&'static str]],
    &'static [&'static str],
);

/// The roots of what a reader cannot do without.
#[rustfmt::skip]
pub static ROOTS: &[Roots] = &[
    (Role::Key, &[&["key", "clé", "schlüssel", "clave", "chave", "ключ", "chiave", "sleutel", "キー"]], OF_ANOTHER),
    (Role::Category, &[&["categor", "catégor", "kategor", "категор", "カテゴリ"], &["status", "état", "statut", "estado", "стату", "состоян", "stat", "ステータス"]], CHANGED),
    (Role::FixVersion, &[&["versi", "versã", "versõ", "верси", "バージョン"], &["fix", "corr", "исправ", "lös", "behob", "oploss", "修正"]], &["affect", "afect", "затрон", "betroff", "проявл", "影響"]),
    (Role::Type, &[&["type", "typ", "tipo", "тип", "タイプ"]], OF_ANOTHER),
    (Role::Due, &[&["échéance", "fällig", "vencimiento", "vencimento", "scadenza", "срок", "期限"]], &[]),
    (Role::Summary, &[&["summary", "résumé", "zusammenfassung", "resumen", "resumo", "резюме", "сводк", "riepilogo", "samenvatting", "要約"]], OF_ANOTHER),
];
#[rustfmt::skip]
static OF_ANOTHER: &[&str] = &[
    "project", "projet", "projekt", "proyecto", "projeto", "проект", "progetto", "プロジェクト", "parent", "übergeord", "padre", "principal", "pai",
    "родител", "bovenligg", "親", "epic", "эпик", "épica", "épico", "change", "request", "atlas",
];
static CHANGED: &[&str] = &[
    "chang",
    "modifi",
    "geändert",
    "änder",
    "cambi",
    "alter",
    "измен",
    "gewijzigd",
    "変更",
];
