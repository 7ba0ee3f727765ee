/// The kind of an administrative unit; the raw value is the Vietnamese word that stands before the name.
package enum UnitKind: String, Sendable, Hashable, CaseIterable {
    /// A province.
    case province = "tỉnh"
    /// A city below a province.
    case city = "thành phố"
    /// A town at district level.
    case town = "thị xã"
    /// A rural district.
    case district = "huyện"
    /// An urban ward.
    case ward = "phường"
    /// A rural commune.
    case commune = "xã"
    /// A township at commune level.
    case township = "thị trấn"
    /// The Public Administration Service Centre of a province, where what no other unit takes is screened.
    case serviceCentre = "Trung tâm Phục vụ hành chính công"
}
