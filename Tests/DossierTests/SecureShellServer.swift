import BriefingTestSupport
import Foundation
import Testing

/// An OpenSSH server for one test: on loopback alone, with keys of its own, and ended with it.
///
/// It finds that a client is gone within four seconds (`ClientAliveInterval`), and asks nothing of the machine:
/// no configuration, no host key and no known hosts but those in its folder.
final class SecureShellServer {
  /// Why there is no server.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private static let program = "/usr/sbin/sshd"

  /// Whether there are a server and a client to test with.
  static var isInstalled: Bool {
    [program, "/usr/bin/ssh", "/usr/bin/ssh-keygen"].allSatisfy {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  private let folder: String
  private let port: UInt16

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/dossier-sshd-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    // Where the server parts with its rights; the package's own start makes it else.
    if getuid() == 0 { mkdir("/run/sshd", 0o755) }
    port = try Self.freePort()
    for name in ["host", "key"] {
      try Self.run(["/usr/bin/ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "\(folder)/\(name)"])
    }
    let settings = """
      Port \(port)
      ListenAddress 127.0.0.1
      HostKey \(folder)/host
      PidFile \(folder)/number
      AuthorizedKeysFile \(folder)/key.pub
      PasswordAuthentication no
      KbdInteractiveAuthentication no
      PermitRootLogin prohibit-password
      UsePAM no
      StrictModes no
      PrintMotd no
      PrintLastLog no
      ClientAliveInterval 2
      ClientAliveCountMax 2

      """
    try settings.write(toFile: folder + "/sshd.conf", atomically: true, encoding: .utf8)
    // It goes into the background by itself. A `Process` must not wait for it: the server closes all descriptors,
    // which Foundation takes for its end, and then waits where it would hear of the ends of all others.
    try Self.run([Self.program, "-f", folder + "/sshd.conf"])
  }

  deinit {
    // The server writes its number when it listens.
    let end = Date().addingTimeInterval(10)
    while !FileManager.default.fileExists(atPath: folder + "/number"), Date() < end { usleep(10_000) }
    if let text = try? String(contentsOfFile: folder + "/number", encoding: .utf8),
      let number = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines))
    {
      kill(number, SIGTERM)
    }
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// The client that runs `command`, words of the remote shell, in a terminal of the server. It tries until the
  /// server answers.
  func client(_ command: String) -> [String] {
    [
      "/usr/bin/ssh", "-F", "none", "-tt", "-p", "\(port)", "-i", folder + "/key", "-o", "BatchMode=yes",
      "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR",
      "-o", "ConnectionAttempts=60", "\(NSUserName())@127.0.0.1", command,
    ]
  }

  /// A port that nobody listens on: the system names one.
  private static func freePort() throws -> UInt16 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
      }
    }
    guard isBound else { throw Failure(description: "no port is free") }
    return UInt16(bigEndian: address.sin_port)
  }

  private static func run(_ command: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: command[0])
    process.arguments = Array(command.dropFirst())
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(description: command.joined(separator: " ")) }
  }
}
