@main enum FakeEngine { static func main() {} }
