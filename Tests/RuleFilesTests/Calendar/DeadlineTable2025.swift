extension DeadlineTable {
    /// Limits that meet the days off of 2025: start, limit, nominal end, end, article, decision.
    static let lines2025 = """
        2024-12-31 10:00 | 2 working-days   | 2025-01-03 | 2025-01-03 | Decision 766/QĐ-TTg 2022, PAKN 2 wd | Labour Code Art. 112(1)a
        2024-12-02 10:00 | 30 calendar-days | 2025-01-01 | 2025-01-02 | Complaints Law 2011 Art. 28 | Labour Code Art. 112(1)a
        2025-01-22 09:30 | 7 working-days   | 2025-02-07 | 2025-02-07 | Denunciations Law 2018 Art. 24(1) | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-01-17 09:30 | 15 working-days  | 2025-02-14 | 2025-02-14 | Decision 766/QĐ-TTg 2022, PAKN 15 wd | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-01-24 16:30 | 5 working-days   | 2025-02-07 | 2025-02-07 | Denunciations Law 2018 Art. 24(2) | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-01-17 08:00 | 10 calendar-days | 2025-01-27 | 2025-02-03 | Complaints Law 2011 Art. 27 | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-01-24 08:00 | 10 calendar-days | 2025-02-03 | 2025-02-03 | Complaints Law 2011 Art. 27 | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2024-12-30 08:00 | 30 calendar-days | 2025-01-29 | 2025-02-03 | Complaints Law 2011 Art. 28 | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-01-02 08:00 | 30 calendar-days | 2025-02-01 | 2025-02-03 | Complaints Law 2011 Art. 28 | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-01-29 08:00 | 10 working-days  | 2025-02-14 | 2025-02-14 | Citizen Reception Law 2013 Art. 28(1) | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-02-01 08:00 | 3 working-days   | 2025-02-05 | 2025-02-05 | Complaints Law 2011 Art. 32 | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2024-12-16 08:00 | 45 calendar-days | 2025-01-30 | 2025-02-03 | Complaints Law 2011 Art. 37 | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-04-03 08:00 | 5 working-days   | 2025-04-11 | 2025-04-11 | Decision 766/QĐ-TTg 2022, PAKN 5 wd | Labour Code Art. 112(1)e
        2025-03-08 08:00 | 30 calendar-days | 2025-04-07 | 2025-04-08 | Complaints Law 2011 Art. 33(1) | Labour Code Art. 112(1)e
        2025-03-27 08:00 | 30 calendar-days | 2025-04-26 | 2025-04-26 | Complaints Law 2011 Art. 28 | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-04-02 08:00 | 30 calendar-days | 2025-05-02 | 2025-05-05 | Complaints Law 2011 Art. 28 | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-03-16 08:00 | 45 calendar-days | 2025-04-30 | 2025-05-05 | Complaints Law 2011 Art. 37 | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-04-24 08:00 | 2 working-days   | 2025-04-26 | 2025-04-26 | Decision 766/QĐ-TTg 2022, PAKN 2 wd | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-04-25 08:00 | 2 working-days   | 2025-04-28 | 2025-04-28 | Decision 766/QĐ-TTg 2022, PAKN 2 wd | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-04-25 16:30 | 5 working-days   | 2025-05-06 | 2025-05-06 | Denunciations Law 2018 Art. 29(3) | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-04-26 09:00 | 3 working-days   | 2025-05-05 | 2025-05-05 | Complaints Law 2011 Art. 32 | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-04-22 08:00 | 7 working-days   | 2025-05-05 | 2025-05-05 | Denunciations Law 2018 Art. 40 | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-04-11 08:00 | 15 working-days  | 2025-05-06 | 2025-05-06 | Decision 766/QĐ-TTg 2022, PAKN 15 wd | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-05-02 09:00 | 2 working-days   | 2025-05-06 | 2025-05-06 | Decision 766/QĐ-TTg 2022, PAKN 2 wd | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-04-22 08:00 | 10 calendar-days | 2025-05-02 | 2025-05-05 | Complaints Law 2011 Art. 27 | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-04-16 08:00 | 10 calendar-days | 2025-04-26 | 2025-04-26 | Complaints Law 2011 Art. 27 | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-04-23 14:00 | 10 working-days  | 2025-05-09 | 2025-05-09 | Citizen Reception Law 2013 Art. 28(1) | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-02-25 08:00 | 60 calendar-days | 2025-04-26 | 2025-04-26 | Complaints Law 2011 Art. 28 | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-08-29 10:00 | 2 working-days   | 2025-09-04 | 2025-09-04 | Decision 766/QĐ-TTg 2022, PAKN 2 wd | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-08-01 08:00 | 30 calendar-days | 2025-08-31 | 2025-09-03 | Complaints Law 2011 Art. 28 | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-08-18 08:00 | 15 working-days  | 2025-09-10 | 2025-09-10 | Decision 766/QĐ-TTg 2022, PAKN 15 wd | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-06-23 08:00 | 70 calendar-days | 2025-09-01 | 2025-09-03 | Complaints Law 2011 Art. 37 | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-10-06 08:00 | 15 working-days  | 2025-10-27 | 2025-10-27 | Decision 766/QĐ-TTg 2022, PAKN 15 wd | no day off
        2025-07-01 08:00 | 90 calendar-days | 2025-09-29 | 2025-09-29 | Complaints Law 2011 Art. 9 | no day off
        2025-03-20 08:00 | 5 working-days + 30 calendar-days | 2025-04-26 | 2025-04-26 | Denunciations Law 2018 Art. 29(3), 30 | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-03-03 08:00 | 30 calendar-days + 30 calendar-days | 2025-05-02 | 2025-05-05 | Denunciations Law 2018 Art. 30 | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-03-27 08:00 | 30 calendar-days + 3 working-days | 2025-05-05 | 2025-05-05 | Complaints Law 2011 Art. 28, 32 | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-04-02 08:00 | 30 calendar-days + 3 working-days | 2025-05-08 | 2025-05-08 | Complaints Law 2011 Art. 28, 32 | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-04-25 15:00 | 16 working-hours | 2025-04-28 15:00 | 2025-04-28 15:00 | Civil Code 2015 Art. 147(1); the province's own limit in hours | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-04-29 10:30 | 16 working-hours | 2025-05-06 10:30 | 2025-05-06 10:30 | Civil Code 2015 Art. 147(1); the province's own limit in hours | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-04-26 15:00 | 4 working-hours  | 2025-04-28 09:00 | 2025-04-28 09:00 | Civil Code 2015 Art. 147(1); the province's own limit in hours | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-01-24 08:15 | 24 working-hours | 2025-02-05 08:15 | 2025-02-05 08:15 | Civil Code 2015 Art. 147(1); the province's own limit in hours | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-04-26 16:00 | 24 hours         | 2025-04-27 16:00 | 2025-04-27 16:00 | Civil Code 2015 Art. 147(1); the province's own limit in hours | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        2025-04-25 10:00 | 2 working-days + 4 working-hours | 2025-04-29 11:00 | 2025-04-29 11:00 | Civil Code 2015 Art. 147(1); the province's own limit in hours | VB 8726/VPCP-KGVX; TB 6150/TB-BLĐTBXH
        """
}
