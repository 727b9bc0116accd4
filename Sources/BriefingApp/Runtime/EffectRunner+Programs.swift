internal import BriefingBrowser
internal import BriefingLibrary
internal import BriefingModel
internal import Foundation
internal import Synchronization
internal import TerminalScreen

extension EffectRunner {
  /// Runs the program that an effect asks for, while `lend` gives it the terminal; gives what comes of it, nil for
  /// nothing that has to be said.
  func runProgram(_ effect: Effect, lend: (() -> Void) -> Void) -> Event? {
    guard !outside.isSecure else {
      return .remark("No program is started: DOSSIER_SECURE is set.", isWarning: true)
    }
    let programs = outside.programs
    do throws(OutsidePrograms.Missing) {
      switch effect {
      case .edit(let entryID, let line):
        guard let path = library.path(of: entryID)?.resolved else {
          return .remark("This briefing has no file that could be edited.", isWarning: true)
        }
        let fault = run(try programs.editor(of: path, line: line), lend: lend)
        return .returned(fault, isWarning: fault != nil)
      case .compose(let text, let composition):
        let draft: Draft
        do throws(Draft.Fault) {
          draft = try Draft(text)
        } catch {
          return .remark("Not written: \(error.reason).", isWarning: true)
        }
        defer { draft.remove() }
        let command = try programs.editor(of: PathBytes(draft.path), line: 1)
        if let fault = run(command, lend: lend) {
          return .remark("\(fault) Nothing is changed.", isWarning: true)
        }
        do throws(Draft.Fault) {
          let written = try draft.text()
          return written == text ? nil : .composed(written, from: text, for: composition)
        } catch {
          return .remark("Nothing is changed: \(error.reason).", isWarning: true)
        }
      case .page(let text, let line):
        return said(run(try programs.pager(line: line), input: text, lend: lend))
      case .pipe(let text, let program, _):
        let command = try programs.typed(program)
        return said(run(command, input: text, waits: true, lend: lend))
      case .pageBriefing(let entryID, let line, let metrics):
        guard let opened = asShown(entryID) else { return nil }
        let text = Flow(opened.briefing).plainText(metrics, atLine: line)
        return said(run(try programs.pager(line: text.line), input: text.text, lend: lend))
      case .pipeBriefing(let entryID, let table, let metrics, let program):
        let command = try programs.typed(program)
        guard let opened = asShown(entryID) else { return nil }
        let tables = opened.briefing.tables
        let text =
          table.flatMap { tables.indices.contains($0) ? tables[$0].tabSeparated + "\n" : nil }
          ?? Flow(opened.briefing).plainText(metrics, atLine: 1).text
        return said(run(command, input: text, waits: true, lend: lend))
      case .browse(let link):
        return said(run(try programs.browser(of: link), lend: lend))
      default:
        return nil
      }
    } catch {
      return .remark("Not started: \(error.reason).", isWarning: true)
    }
  }

  /// A briefing with its tables read as its reader chose; nil, which is said, for one that can not be read.
  private func asShown(_ entryID: Int64) -> OpenedBriefing? {
    guard let found = briefing(entryID) else { return nil }
    return isDeskOpen.load(ordering: .sequentiallyConsistent) ? chosen(found).opened : found.opened
  }

  private func said(_ fault: String?) -> Event? {
    fault.map { .remark($0, isWarning: true) }
  }

  private func run(
    _ command: [[UInt8]], input: String? = nil, waits: Bool = false, lend: (() -> Void) -> Void
  ) -> String? {
    var fault: String?
    lend {
      fault = ForegroundProgram.run(command, input: input)
      if waits { ForegroundProgram.waitForReader() }
    }
    let name = String(decoding: command[0], as: UTF8.self).split(separator: "/").last.map(String.init) ?? ""
    return fault.map { "\(name) \($0)." }
  }

  // MARK: - What was typed

  /// Offers what was typed in earlier sessions.
  func loadHistories() {
    work(on: keeping) { runner in
      let histories = runner.outside.history.load()
      if histories != PromptHistories() { runner.mailbox.post(.histories(histories)) }
    }
  }

  func keepTyped(_ line: String, _ kind: PromptHistories.Kind) {
    work(on: keeping) { runner in
      guard !runner.outside.history.add(line, kind), let path = runner.outside.history.path,
        runner.isHistoryLost.compareExchange(
          expected: false, desired: true, ordering: .sequentiallyConsistent
        ).exchanged
      else { return }
      runner.mailbox.post(.remark("\(path): can not be written; what is typed is not kept.", isWarning: true))
    }
  }
}
