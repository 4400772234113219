/// A command that changes something, in a workspace made for it by `Deed.stage`.
enum Deed: String, CaseIterable, Sendable {
  case submit, submitWithMedia, submitThree, submitOneByOne, revise, take, withdraw
  case approve, reject, `return`, revoke
  case emit, receipt, rotate, backup

  /// What is typed.
  func arguments(in workspace: StormWorkspace) -> [String] {
    let drafts = workspace.root + "/drafts"
    let words: [String] =
      switch self {
      case .submit: ["submit", drafts + "/new.md", "--from", "maya"]
      case .submitWithMedia: ["submit", drafts + "/image.md", "--from", "maya"]
      case .submitThree, .submitOneByOne:
        ["submit"] + ["new", "image", "third"].map { "\(drafts)/\($0).md" } + ["--from", "maya"]
          + (self == .submitOneByOne ? ["--batch", "1"] : [])
      case .revise: ["submit", drafts + "/new.md", "--from", "maya", "--revises", "5"]
      case .take: ["take"]
      case .withdraw: ["withdraw", "1", "--from", "maya"]
      case .approve: ["approve", "1@1", "2@1"]
      case .reject: ["reject", "1@1", "--because", "not now"]
      case .return: ["return", "1@1", "--because", "shorter"]
      case .revoke: ["revoke", "3", "--because", "second thoughts"]
      case .emit: ["emit"]
      case .receipt: ["receipt", "6", "--channel", "x", "--url", "https://x.com/lantern/6"]
      case .rotate: ["key", "rotate"]
      case .backup: ["backup", workspace.backup]
      }
    return words + ["--format", "json"]
  }

  /// What has to work at once after the deed, done or half done.
  var next: [String]? {
    // Whoever was interrupted between two keys must be able to decide with one of them.
    self == .rotate ? ["approve", "1@1", "2@1"] : nil
  }

  /// When it is done, in minutes: everything that `stage` approved is due by then.
  static let minute = 120

  /// A workspace in which every deed can be done: 1 and 2 are pending, 3 and 4 are approved and
  /// due, 5 is returned, 6 is out; more drafts lie in `drafts/` and in the inbox.
  static func stage(_ folder: String) throws -> StormWorkspace {
    let workspace = try StormWorkspace.make(folder, people: ["maya"])
    for number in 1...6 {
      let channels = number == 4 ? "[x, mastodon]" : "[x]"
      try workspace.write(
        "drafts/\(number).md",
        StormWorkspace.draft("\(number)", channels: channels)
      )
    }
    for name in ["new", "image", "third"] {
      let text = StormWorkspace.draft(name, image: name == "image")
      try workspace.write("drafts/\(name).md", text)
      try workspace.write(
        "inbox/maya/taken-\(name).md",
        text.replacing(name, with: "taken-\(name)")
      )
    }
    for image in ["drafts/image.png", "inbox/maya/taken-image.png"] {
      try workspace.write(image, "not much of an image")
    }
    try workspace.write("inbox/maya/taken-unreadable.md", "no head at all")
    let drafts = (1...6).map { "\(workspace.root)/drafts/\($0).md" }
    try workspace.mustRun(["submit"] + drafts + ["--from", "maya"])
    try workspace.mustRun(["approve", "6@1"])
    try workspace.mustRun(["emit"], at: 30)
    try workspace.mustRun(["approve", "3@1", "4@1"], at: 60)
    try workspace.mustRun(["return", "5@1", "--because", "shorter"], at: 60)
    return workspace
  }
}
