extension BrokenRules {
    /// Mistakes in the file's head and in its roles.
    static let heads = """
        - id: small-1
        + id: Small
        = small.yaml:1: id: bad name "Small"; write 1 to 64 of a-z, 0-9 and '-', a letter first

        - id: small-1
        - valid_from: 2024-01-01
        + id: small-1
        + valid_from: 2024-02-30
        = small.yaml:2: valid_from: "2024-02-30" is no day; write it as 2025-01-28

        - valid_to: 2026-12-31
        + valid_to: 2023-12-31
        = small.yaml:3: valid_to is before valid_from; correct one of them

        - legal_source: Quy định thử
        + legal_source: ''
        = small.yaml:4: legal_source: blank; write a text

        - confidence: L
        + confidence: X
        = small.yaml:5: confidence: unknown word "X"; write one of H, M, L

        - confidence: L
        = small.yaml:1: no confidence; add 'confidence: …'

        - confidence: L
        + confidence: L
        + lands: 1
        = small.yaml:6: unknown key "lands"; known here are id, valid_from, valid_to, legal_source, confidence, roles, lanes, life_cycles, deadlines, visibility, legal_grounds, outcomes, letters, switches

        -   auditor: Giám sát
        +   auditor: Giám sát
        +   Boss: Sếp
        = small.yaml:12: role 6 ('Boss'): 'Boss' must be 1 to 64 of a-z, 0-9 and '-', a letter first; rename it

        -   auditor: Giám sát
        +   auditor: Giám sát
        +   clerk: ''
        = small.yaml:12: clerk: blank; write a text

        -   auditor: Giám sát
        +   auditor: Giám sát
        +   officer: Hai
        = small.yaml:8: given twice in one mapping: "officer"; remove one
        """
}
