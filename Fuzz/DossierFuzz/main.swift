import Glibc

let name = getenv("DOSSIER_FUZZ").map { String(cString: $0) } ?? ""
guard let subject = FuzzSubject(rawValue: name) else {
  let names = FuzzSubject.allCases.map(\.rawValue).joined(separator: ", ")
  _ = "DOSSIER_FUZZ must be one of \(names)\n".withCString { write(2, $0, strlen($0)) }
  exit(2)
}
FuzzDriver.run(subject)
