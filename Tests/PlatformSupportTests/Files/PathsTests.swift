import PlatformSupport
import Testing

struct PathsTests {
    @Test(arguments: [
        ("/a", "b", "/a/b"), ("/a/", "b", "/a/b"), ("/", "b", "/b"), ("", "b", "b"), ("/a", "/b", "/b"),
        ("a", "b/c", "a/b/c"),
    ])
    func `a name is put into a directory`(directory: String, name: String, whole: String) {
        #expect(Paths.join(directory, name) == whole)
    }

    @Test(arguments: [
        ("/a/b", "/a", "b"), ("/a/b/", "/a", "b"), ("/a//b", "/a", "b"), ("/a", "/", "a"), ("/", "/", ""),
        ("a", ".", "a"),
        ("a/b", "a", "b"), ("", ".", ""), ("./a", ".", "a"), ("//", "/", ""), ("/ä/ö", "/ä", "ö"),
    ])
    func `a path is taken apart`(path: String, parent: String, name: String) {
        #expect(Paths.parent(of: path) == parent)
        #expect(Paths.name(of: path) == name)
    }
}
