import JSON
import Testing

@testable import WireFormats

struct FunctionSchemaTests {
    @Test(arguments: [
        ("{}", #"{"type":"object","properties":{}}"#, false),
        (
            #"{"$schema":"s","type":"object","properties":{"a":{"$schema":"kept"}},"required":["a"]}"#,
            #"{"type":"object","properties":{"a":{"$schema":"kept"}},"required":["a"]}"#, false
        ),
        (
            #"{"type":["object","null"],"properties":null,"required":true,"additionalProperties":false}"#,
            #"{"type":"object","properties":{},"additionalProperties":false}"#, false
        ),
        (
            #"{"properties":{"a":{"anyOf":[]}},"anyOf":[{}]}"#,
            #"{"type":"object","properties":{"a":{"anyOf":[]}}}"#, true
        ),
    ])
    func `a schema is an object's, with nothing that is refused at its top`(
        text: String,
        expected: String,
        leftOut: Bool
    ) throws {
        let schema = FunctionSchema(try RequestSupport.json(text))
        #expect(RequestSupport.text(schema.value) == expected)
        #expect(schema.leftOut == leftOut)
    }

    @Test(arguments: [
        (#"{"type":"object","properties":{"a":{}},"required":["a"],"additionalProperties":false}"#, true),
        (#"{"type":"object","properties":{"a":{}},"required":["a"]}"#, false),
        (#"{"type":"object","properties":{"a":{}},"additionalProperties":false}"#, false),
        (#"{"type":"object"}"#, false),
        (
            """
            {"type":"object","properties":{"a":{"type":"array","items":{"type":"object","properties":{}}}},
            "required":["a"],"additionalProperties":false}
            """, false
        ),
    ])
    func `only a schema that leaves nothing open is strict`(text: String, strict: Bool) throws {
        #expect(FunctionSchema.isStrict(try RequestSupport.json(text)) == strict)
    }
}
