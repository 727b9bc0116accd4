internal import BriefingExtraction
public import BriefingModel
internal import Foundation

/// The documents in `seeds/`.
public enum Seeds {
  /// The root of the package.
  public static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// The folder of the seeds.
  public static let folder = root + "/seeds"

  /// The names of the documents, in order.
  public static let names = [
    "000_e15e4ea1b1a6bb56.txt", "001_3cbc6066d2084c96.txt", "002_a2de8763a7700bd2.txt",
    "003_cc6a91dc96c48c2f.txt", "004_20d2fb649028d996.txt",
  ]

  /// The bytes of a document.
  public static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
  }

  /// A document as it is read.
  public static func open(_ name: String) throws -> OpenedBriefing {
    BriefingReader.read(try bytes(name), path: "seeds/" + name)
  }
}
