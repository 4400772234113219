import VouchCore
import VouchWorkflow

struct ReviewScreen {
  let desk: Desk
  let style: Style
  func run(_ waiting: [ListedSubmission]) throws -> String { "" }
}
