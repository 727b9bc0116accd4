internal import BriefingBrowser
internal import BriefingExtraction
internal import BriefingLibrary
internal import BriefingModel
internal import Synchronization

/// Matrices over all briefings, answered from the index.
extension EffectRunner {
  /// The whole: its counts, and its statements as far as they fit on a page.
  func layMatrix(_ request: MatrixRequest, _ generation: Int) {
    let isStale = newestMatrix.note(generation)
    work(on: searching) { runner in
      guard !isStale() else { return }
      do throws(LibraryError) {
        let counts = try runner.library.counts(request, desk: runner.desk, isCancelled: isStale)
        let statements = try runner.library.statements(request, desk: runner.desk, isCancelled: isStale)
        guard !isStale() else { return }
        runner.mailbox.post(.matrix(counts, statements, generation: generation))
      } catch {
        runner.mailbox.post(.remark("\(error.path): \(error.reason)", isWarning: true))
      }
    }
  }

  /// The statements behind a cell.
  func listStatements(_ request: MatrixRequest, _ generation: Int) {
    let isStale = newestMatrix.note(generation)
    work(on: searching) { runner in
      guard !isStale() else { return }
      do throws(LibraryError) {
        let statements = try runner.library.statements(request, desk: runner.desk, isCancelled: isStale)
        guard !isStale() else { return }
        runner.mailbox.post(.statements(statements, generation: generation))
      } catch {
        runner.mailbox.post(.remark("\(error.path): \(error.reason)", isWarning: true))
      }
    }
  }

  /// Says which words decided for the subject of a statement: its own, else those of its lines.
  func explainSubject(of assessment: Assessment, in entryID: Int64) {
    work(on: searching) { runner in
      guard let subject = assessment.subject else {
        return runner.mailbox.post(.remark("No word of it names a subject.", isWarning: false))
      }
      let words = SubjectReader.words(
        of: subject, in: assessment.shownText,
        lines: (try? runner.library.open(entryID)).map { $0.lines.text(assessment.span) },
        lexicons: runner.library.lexicons)
      let text =
        words.isEmpty ? "\(subject): by its own words." : "\(subject): " + words.joined(separator: ", ")
      runner.mailbox.post(.remark(text, isWarning: false))
    }
  }
}
