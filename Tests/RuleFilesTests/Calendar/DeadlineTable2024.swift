extension DeadlineTable {
    /// Limits that meet the days off of 2024: start, limit, nominal end, end, article, decision.
    static let lines2024 = """
        2023-12-29 09:00 | 5 working-days   | 2024-01-08 | 2024-01-08 | Denunciations Law 2018 Art. 24(2) | Labour Code Art. 112(1)a
        2023-12-02 09:00 | 30 calendar-days | 2024-01-01 | 2024-01-02 | Complaints Law 2011 Art. 28 | Labour Code Art. 112(1)a
        2024-02-06 10:00 | 7 working-days   | 2024-02-22 | 2024-02-22 | Denunciations Law 2018 Art. 24(1) | VB 8662/VPCP-KGVX
        2024-01-26 08:00 | 15 working-days  | 2024-02-23 | 2024-02-23 | Decision 766/QĐ-TTg 2022, PAKN 15 wd | VB 8662/VPCP-KGVX
        2024-01-29 08:00 | 10 calendar-days | 2024-02-08 | 2024-02-15 | Complaints Law 2011 Art. 27 | VB 8662/VPCP-KGVX
        2024-02-02 08:00 | 10 calendar-days | 2024-02-12 | 2024-02-15 | Complaints Law 2011 Art. 27 | VB 8662/VPCP-KGVX
        2024-02-05 08:00 | 10 calendar-days | 2024-02-15 | 2024-02-15 | Complaints Law 2011 Art. 27 | VB 8662/VPCP-KGVX
        2024-01-10 08:00 | 30 calendar-days | 2024-02-09 | 2024-02-15 | Complaints Law 2011 Art. 28 | VB 8662/VPCP-KGVX
        2024-02-07 17:00 | 2 working-days   | 2024-02-16 | 2024-02-16 | Decision 766/QĐ-TTg 2022, PAKN 2 wd | VB 8662/VPCP-KGVX
        2024-02-10 08:00 | 10 working-days  | 2024-02-28 | 2024-02-28 | Citizen Reception Law 2013 Art. 28(1) | VB 8662/VPCP-KGVX
        2024-04-16 08:00 | 3 working-days   | 2024-04-22 | 2024-04-22 | Complaints Law 2011 Art. 32 | Labour Code Art. 112(1)e
        2024-03-19 08:00 | 30 calendar-days | 2024-04-18 | 2024-04-19 | Complaints Law 2011 Art. 33(1) | Labour Code Art. 112(1)e
        2024-04-26 08:00 | 3 working-days   | 2024-05-04 | 2024-05-04 | Complaints Law 2011 Art. 32 | VB 2450/VPCP-KGVX
        2024-04-26 16:00 | 5 working-days   | 2024-05-07 | 2024-05-07 | Denunciations Law 2018 Art. 29(3) | VB 2450/VPCP-KGVX
        2024-03-30 08:00 | 30 calendar-days | 2024-04-29 | 2024-05-02 | Complaints Law 2011 Art. 28 | VB 2450/VPCP-KGVX
        2024-04-04 08:00 | 30 calendar-days | 2024-05-04 | 2024-05-04 | Complaints Law 2011 Art. 28 | VB 2450/VPCP-KGVX
        2024-03-20 08:00 | 45 calendar-days | 2024-05-04 | 2024-05-04 | Complaints Law 2011 Art. 37 | VB 2450/VPCP-KGVX
        2024-05-02 09:00 | 2 working-days   | 2024-05-04 | 2024-05-04 | Decision 766/QĐ-TTg 2022, PAKN 2 wd | VB 2450/VPCP-KGVX
        2024-05-04 10:00 | 5 working-days   | 2024-05-10 | 2024-05-10 | Decision 766/QĐ-TTg 2022, PAKN 5 wd | VB 2450/VPCP-KGVX
        2024-04-17 09:00 | 15 working-days  | 2024-05-13 | 2024-05-13 | Decision 766/QĐ-TTg 2022, PAKN 15 wd | VB 2450/VPCP-KGVX
        2024-04-24 09:00 | 7 working-days   | 2024-05-07 | 2024-05-07 | Denunciations Law 2018 Art. 40 | VB 2450/VPCP-KGVX
        2024-03-01 08:00 | 60 calendar-days | 2024-04-30 | 2024-05-02 | Complaints Law 2011 Art. 37 | VB 2450/VPCP-KGVX
        2024-08-30 15:00 | 2 working-days   | 2024-09-05 | 2024-09-05 | Decision 766/QĐ-TTg 2022, PAKN 2 wd | VB 8662/VPCP-KGVX
        2024-08-03 08:00 | 30 calendar-days | 2024-09-02 | 2024-09-04 | Complaints Law 2011 Art. 28 | VB 8662/VPCP-KGVX
        2024-07-05 08:00 | 60 calendar-days | 2024-09-03 | 2024-09-04 | Complaints Law 2011 Art. 28 | VB 8662/VPCP-KGVX
        2024-08-27 08:00 | 10 working-days  | 2024-09-12 | 2024-09-12 | Citizen Reception Law 2013 Art. 28(1) | VB 8662/VPCP-KGVX
        2024-10-01 08:00 | 15 working-days  | 2024-10-22 | 2024-10-22 | Decision 766/QĐ-TTg 2022, PAKN 15 wd | no day off
        2024-02-27 08:00 | 90 calendar-days | 2024-05-27 | 2024-05-27 | Complaints Law 2011 Art. 9 | no day off
        2024-03-02 08:00 | 30 calendar-days + 30 calendar-days | 2024-05-01 | 2024-05-02 | Denunciations Law 2018 Art. 30 | VB 2450/VPCP-KGVX
        2024-02-01 08:00 | 5 working-days + 30 calendar-days | 2024-03-16 | 2024-03-18 | Denunciations Law 2018 Art. 29(3), 30 | VB 8662/VPCP-KGVX
        2024-04-01 08:00 | 30 calendar-days + 3 working-days | 2024-05-06 | 2024-05-06 | Complaints Law 2011 Art. 28, 32 | VB 2450/VPCP-KGVX
        2024-04-26 15:00 | 16 working-hours | 2024-05-03 15:00 | 2024-05-03 15:00 | Civil Code 2015 Art. 147(1); the province's own limit in hours | VB 2450/VPCP-KGVX
        2024-05-03 14:00 | 8 working-hours  | 2024-05-04 14:00 | 2024-05-04 14:00 | Civil Code 2015 Art. 147(1); the province's own limit in hours | VB 2450/VPCP-KGVX
        2024-05-03 09:00 | 48 hours         | 2024-05-05 09:00 | 2024-05-05 09:00 | Civil Code 2015 Art. 147(1); the province's own limit in hours | VB 2450/VPCP-KGVX
        """
}
