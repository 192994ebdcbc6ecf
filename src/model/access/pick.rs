//! One field of a struct as JSON, without turning the others into JSON.

use serde::Serialize;
use serde::ser::Impossible;
use serde::ser::SerializeStruct;
use serde::ser::Serializer;
use serde_json::Error;
use serde_json::Value;

/// The field of this name, `None` where the struct has none.
pub fn field<T: Serialize>(record: &T, name: &str) -> Option<Value> {
    record.serialize(Pick { name }).ok().flatten()
}

/// A serializer that answers with one field of the struct it is given.
struct Pick<'a> {
    name: &'a str,
}

struct Picking<'a> {
    name: &'a str,
    found: Option<Value>,
}

impl SerializeStruct for Picking<'_> {
    type Ok = Option<Value>;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        if key == self.name {
            self.found = Some(serde_json::to_value(value)?);
        }
        Ok(())
    }

    fn end(self) -> Result<Option<Value>, Error> {
        Ok(self.found)
    }
}

type Never = Impossible<Option<Value>, Error>;

/// Records are structs; anything else has no fields.
impl<'a> Serializer for Pick<'a> {
    type Ok = Option<Value>;
    type Error = Error;
    type SerializeSeq = Never;
    type SerializeTuple = Never;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Never;
    type SerializeStruct = Picking<'a>;
    type SerializeStructVariant = Never;

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Picking<'a>, Error> {
        Ok(Picking {
            name: self.name,
            found: None,
        })
    }
    fn serialize_bool(self, _: bool) -> Result<Self::Ok, Error> {
        Ok(None)
    }
    fn serialize_i8(self, _: i8) -> Result<Self::Ok, Error> {
        Ok(None)
    }
    fn serialize_i16(self, _: i16) -> Result<Self::Ok, Error> {
        Ok(None)
    }
    fn serialize_i32(self, _: i32) -> Result<Self::Ok, Error> {
        Ok(None)
    }
    fn serialize_i64(self, _: i64) -> Result<Self::Ok, Error> {
        Ok(None)
    }
    fn serialize_u8(self, _: u8) -> Result<Self::Ok, Error> {
        Ok(None)
    }
    fn serialize_u16(self, _: u16) -> Result<Self::Ok, Error> {
        Ok(None)
    }
    fn serialize_u32(self, _: u32) -> Result<Self::Ok, Error> {
        Ok(None)
    }
    fn serialize_u64(self, _: u64) -> Result<Self::Ok, Error> {
        Ok(None)
    }
    fn serialize_f32(self, _: f32) -> Result<Self::Ok, Error> {
        Ok(None)
    }
    fn serialize_f64(self, _: f64) -> Result<Self::Ok, Error> {
        Ok(None)
    }
    fn serialize_char(self, _: char) -> Result<Self::Ok, Error> {
        Ok(None)
    }
    fn serialize_str(self, _: &str) -> Result<Self::Ok, Error> {
        Ok(None)
    }
    fn serialize_bytes(self, _: &[u8]) -> Result<Self::Ok, Error> {
        Ok(None)
    }
    fn serialize_none(self) -> Result<Self::Ok, Error> {
        Ok(None)
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Self::Ok, Error> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<Self::Ok, Error> {
        Ok(None)
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<Self::Ok, Error> {
        Ok(None)
    }
    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
    ) -> Result<Self::Ok, Error> {
        Ok(None)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Self::Ok, Error> {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Self::Ok, Error> {
        Ok(None)
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Never, Error> {
        Err(not_a_struct())
    }
    fn serialize_tuple(self, _: usize) -> Result<Never, Error> {
        Err(not_a_struct())
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Never, Error> {
        Err(not_a_struct())
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Never, Error> {
        Err(not_a_struct())
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Never, Error> {
        Err(not_a_struct())
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Never, Error> {
        Err(not_a_struct())
    }
}

fn not_a_struct() -> Error {
    serde::ser::Error::custom("only a struct has fields")
}

#[cfg(test)]
mod tests {
    use super::field;
    use serde::Serialize;
    use serde_json::json;

    #[derive(Serialize)]
    struct Sample {
        points: Option<u32>,
        #[serde(rename = "type")]
        sort: &'static str,
    }

    #[test]
    fn a_field_is_found_by_the_name_it_has_in_files() {
        let sample = Sample {
            points: None,
            sort: "bug",
        };
        assert_eq!(field(&sample, "type"), Some(json!("bug")));
        assert_eq!(field(&sample, "points"), Some(json!(null)));
        assert_eq!(field(&sample, "sort"), None);
    }
}
