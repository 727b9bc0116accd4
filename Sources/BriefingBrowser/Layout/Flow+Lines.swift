internal import BriefingModel
public import TerminalScreen

/// The columns that a flow is laid out in.
public struct FlowMetrics: Sendable, Hashable {
  /// Columns of the pane.
  public var width: Int
  /// Blank columns at the left.
  public var margin: Int
  /// Columns of prose.
  public var prose: Int
  /// Columns of tables and code.
  public var full: Int

  /// Prose keeps to the measure and stands a little to the right in a wide pane.
  public init(width: Int, measure: Int) {
    self.width = width
    let spare = width - measure
    margin = spare >= 24 ? 8 : spare >= 8 ? 3 : width >= 30 ? 2 : 1
    full = max(4, width - margin - 2)
    prose = max(4, min(measure, full))
  }
}

/// A piece of a laid-out line.
public struct FlowPiece: Sendable, Equatable {
  public enum Content: Sendable, Equatable {
    /// A line of one of the item's texts, by its 0-based number.
    case wrapped(WrappedLine, text: Int)
    /// What is not part of the briefing: a bullet, a rule, a remark.
    case ornament(String)
  }

  public var content: Content
  /// 0-based column in the pane.
  public var column: Int
  public var style: Style
}

/// One line of a flow as it is drawn.
public struct FlowLine: Sendable, Equatable {
  public var pieces: [FlowPiece] = []
}

extension Flow {
  /// Lays out one item; the blank lines before it are part of it. One that is not shown has no lines.
  public func lines(of index: Int, _ metrics: FlowMetrics) -> [FlowLine] {
    guard isShown(index) else { return [] }
    return cache.lines(of: index, metrics) { layOut(index, metrics) }
  }

  private func layOut(_ index: Int, _ metrics: FlowMetrics) -> [FlowLine] {
    let item = items[index]
    var lines = Array(repeating: FlowLine(), count: item.blanksBefore)
    let margin = metrics.margin
    switch item.kind {
    case .title:
      lines += wrapped(item, metrics, width: metrics.prose, style: Style(.title))
    case .about:
      lines += wrapped(item, metrics, width: metrics.prose, style: .dim)
    case .heading(let depth):
      lines += wrapped(
        item, metrics, width: metrics.prose, indent: depth * 2, style: Style(.heading))
    case .paragraph:
      lines += wrapped(item, metrics, width: metrics.prose, style: .text)
    case .listItem(let marker, let depth):
      let indent = 2 + depth * 3
      let hang = indent + CellWidth.columns(of: marker) + 1
      // Below a word that numbers (`En segundo lugar,`) the text may begin farther left.
      var item = wrapped(
        item, metrics, width: metrics.prose, indent: hang, hanging: min(hang, indent + 9), style: .text)
      item[0].pieces.insert(
        FlowPiece(content: .ornament(marker), column: margin + indent, style: .dim), at: 0)
      lines += item
    case .loss:
      lines += wrapped(item, metrics, width: metrics.prose, indent: 2, style: Style(.inferred))
    case .quote:
      lines += wrapped(
        item, metrics, width: metrics.prose, indent: 2 * Self.bars(item), style: Style(.quote))
    case .code:
      lines += wrapped(
        item, metrics, width: metrics.full, indent: 2, style: Style(.code), keepsBlanks: true)
    case .rawLine:
      lines += wrapped(
        item, metrics, width: metrics.prose, indent: 2, hanging: 4, style: Style(.text))
    case .tableHeader(let table):
      lines += headerLines(of: table, metrics)
    case .tableRow(let table, let row):
      lines += rowLines(row, of: table, metrics)
    }
    if item.quoted > 0 {
      // Lists, tables and code leave room for one bar; a quotation in another has one for each.
      let bars = item.kind == .quote ? Self.bars(item) : 1
      for place in lines.indices where !lines[place].pieces.isEmpty {
        let pieces = (0..<bars).map {
          FlowPiece(content: .ornament("│"), column: margin + 2 * $0, style: Style(.rule))
        }
        lines[place].pieces.insert(contentsOf: pieces, at: 0)
      }
    }
    if let remarks = remarks[index] {
      // What parts a row from the next one stands below what is written about it.
      let end = lines.lastIndex { !$0.pieces.isEmpty }.map { $0 + 1 } ?? lines.count
      lines.insert(contentsOf: remarks.flatMap { remarkLines($0, metrics) }, at: end)
    }
    return lines
  }

  /// Bars before a quotation.
  private static func bars(_ item: FlowItem) -> Int { max(1, min(item.quoted, 4)) }

  /// What its reader wrote about an item, below it.
  private func remarkLines(_ remark: String, _ metrics: FlowMetrics) -> [FlowLine] {
    let lines = remark.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
      TextWrap.wrap(String($0), width: max(4, metrics.prose - 4)).map(\.text)
    }
    return lines.enumerated().map { number, text in
      var line = FlowLine(pieces: [
        FlowPiece(content: .ornament(text), column: metrics.margin + 4, style: Style(.quote))
      ])
      if number == 0 {
        line.pieces.insert(
          FlowPiece(content: .ornament("»"), column: metrics.margin + 2, style: Style(.key)), at: 0)
      }
      return line
    }
  }

  private func wrapped(
    _ item: FlowItem, _ metrics: FlowMetrics, width: Int, indent: Int = 0, hanging: Int? = nil,
    style: Style, keepsBlanks: Bool = false
  ) -> [FlowLine] {
    guard let text = item.texts.first else { return [FlowLine()] }
    return TextWrap.wrap(
      text, width: width, indent: indent, hanging: hanging, keepingBlanks: keepsBlanks
    ).map {
      FlowLine(pieces: [
        FlowPiece(content: .wrapped($0, text: 0), column: metrics.margin, style: style)
      ])
    }
  }

  // MARK: - Places

  /// Moves a place by lines, not beyond either end; `page` rows stay filled at the end.
  public func place(
    _ place: FlowPlace, movedBy delta: Int, _ metrics: FlowMetrics, page: Int
  ) -> FlowPlace {
    guard !items.isEmpty else { return FlowPlace() }
    var place = clamped(place, metrics)
    var left = delta
    while left > 0 {
      let height = lines(of: place.item, metrics).count
      if place.line + left < height {
        place.line += left
        left = 0
      } else if let next = (place.item + 1..<items.count).first(where: isShown) {
        left -= height - place.line
        place = FlowPlace(item: next)
      } else {
        place.line = max(0, height - 1)
        left = 0
      }
    }
    while left < 0 {
      if place.line + left >= 0 {
        place.line += left
        left = 0
      } else if let before = (0..<place.item).last(where: isShown) {
        left += place.line + 1
        place = FlowPlace(item: before, line: lines(of: before, metrics).count - 1)
      } else {
        return start
      }
    }
    return delta > 0 ? min(place, lastTop(metrics, page: page)) : place
  }

  /// The first line of the last page.
  public func lastTop(_ metrics: FlowMetrics, page: Int) -> FlowPlace {
    cache.lastTop(metrics, page: page) {
      var rows = page
      for index in items.indices.reversed() {
        let height = lines(of: index, metrics).count
        if height >= rows { return FlowPlace(item: index, line: height - rows) }
        rows -= height
      }
      return start
    }
  }

  private func clamped(_ place: FlowPlace, _ metrics: FlowMetrics) -> FlowPlace {
    let item = max(0, min(place.item, items.count - 1))
    return FlowPlace(item: item, line: max(0, min(place.line, lines(of: item, metrics).count - 1)))
  }

  /// The place of an item's first line of text, its blanks passed over.
  public func textStart(of item: Int) -> FlowPlace {
    FlowPlace(item: item, line: items.isEmpty ? 0 : items[item].blanksBefore)
  }

  /// The line that shows a match.
  func place(of match: FlowMatch, _ metrics: FlowMetrics) -> FlowPlace {
    place(item: match.item, text: match.text, offset: match.range.lowerBound, metrics)
  }

  /// The line that shows a scalar of one of an item's texts.
  private func place(item: Int, text: Int, offset: Int, _ metrics: FlowMetrics) -> FlowPlace {
    var best = FlowPlace(item: item, line: items[item].blanksBefore)
    for (number, line) in lines(of: item, metrics).enumerated() {
      for piece in line.pieces {
        guard case .wrapped(let wrapped, let shown) = piece.content, shown == text else { continue }
        if wrapped.source.lowerBound <= offset { best.line = number }
        if wrapped.source.contains(offset) { return best }
      }
    }
    return best
  }

  /// What stands at a place, for any width.
  func anchor(at place: FlowPlace, _ metrics: FlowMetrics) -> FlowAnchor {
    guard place.item < items.count else { return FlowAnchor(item: 0, offset: nil, text: 0) }
    let lines = lines(of: place.item, metrics)
    if place.line < lines.count {
      for piece in lines[place.line].pieces {
        if case .wrapped(let wrapped, let text) = piece.content {
          return FlowAnchor(item: place.item, offset: wrapped.source.lowerBound, text: text)
        }
      }
    }
    return FlowAnchor(item: place.item, offset: nil, text: 0)
  }

  /// The line that shows an anchor.
  func place(of anchor: FlowAnchor, _ metrics: FlowMetrics) -> FlowPlace {
    guard anchor.item < items.count else { return FlowPlace() }
    guard let offset = anchor.offset else { return FlowPlace(item: anchor.item) }
    if offset == 0, anchor.text == 0 { return textStart(of: anchor.item) }
    return place(item: anchor.item, text: anchor.text, offset: offset, metrics)
  }
}
