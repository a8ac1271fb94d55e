@main enum CCProxy { static func main() {} }
