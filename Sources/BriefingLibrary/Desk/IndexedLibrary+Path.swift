extension IndexedLibrary {
  public func path(of id: Int64) -> PathBytes? {
    guard let store = try? store(), let place = try? store.place(of: id),
      store.roots.indices.contains(place.root)
    else { return nil }
    return store.roots[place.root].path.appending(place.path.bytes)
  }
}
