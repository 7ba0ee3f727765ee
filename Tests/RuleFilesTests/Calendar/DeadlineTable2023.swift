extension DeadlineTable {
    /// Limits that meet the days off of 2023: start, limit, nominal end, end, article, decision.
    static let lines2023 = """
        2022-12-30 10:00 | 7 working-days   | 2023-01-11 | 2023-01-11 | Denunciations Law 2018 Art. 24(1) | Labour Code Art. 111(3)
        2023-01-06 09:00 | 15 working-days  | 2023-02-03 | 2023-02-03 | Decision 766/QĐ-TTg 2022, PAKN 15 wd | CV 8056/VPCP-KGVX
        2023-01-19 16:59 | 2 working-days   | 2023-01-30 | 2023-01-30 | Decision 766/QĐ-TTg 2022, PAKN 2 wd | CV 8056/VPCP-KGVX
        2023-01-13 08:00 | 10 calendar-days | 2023-01-23 | 2023-01-27 | Complaints Law 2011 Art. 27 | CV 8056/VPCP-KGVX
        2023-01-16 08:00 | 10 calendar-days | 2023-01-26 | 2023-01-27 | Complaints Law 2011 Art. 27 | CV 8056/VPCP-KGVX
        2022-12-26 08:00 | 30 calendar-days | 2023-01-25 | 2023-01-27 | Complaints Law 2011 Art. 28 | CV 8056/VPCP-KGVX
        2023-01-18 08:00 | 10 working-days  | 2023-02-08 | 2023-02-08 | Citizen Reception Law 2013 Art. 28(1) | CV 8056/VPCP-KGVX
        2023-01-21 21:00 | 5 working-days   | 2023-02-02 | 2023-02-02 | Decree 20/2008/NĐ-CP Art. 9(1)d | CV 8056/VPCP-KGVX
        2023-01-26 09:00 | 3 working-days   | 2023-01-31 | 2023-01-31 | Complaints Law 2011 Art. 32 | CV 8056/VPCP-KGVX
        2023-03-30 08:00 | 30 calendar-days | 2023-04-29 | 2023-05-04 | Complaints Law 2011 Art. 28 | Labour Code Art. 111(3), 112(1)
        2023-03-18 08:00 | 45 calendar-days | 2023-05-02 | 2023-05-04 | Complaints Law 2011 Art. 28 | Labour Code Art. 111(3), 112(1)
        2023-03-03 08:00 | 60 calendar-days | 2023-05-02 | 2023-05-04 | Complaints Law 2011 Art. 28 | Labour Code Art. 111(3), 112(1)
        2023-04-26 08:00 | 7 working-days   | 2023-05-10 | 2023-05-10 | Denunciations Law 2018 Art. 40 | Labour Code Art. 111(3), 112(1)
        2023-04-21 08:00 | 15 working-days  | 2023-05-17 | 2023-05-17 | Decision 766/QĐ-TTg 2022, PAKN 15 wd | Labour Code Art. 111(3), 112(1)
        2023-04-28 16:00 | 5 working-days   | 2023-05-10 | 2023-05-10 | Denunciations Law 2018 Art. 29(3) | Labour Code Art. 111(3), 112(1)
        2023-08-02 08:00 | 30 calendar-days | 2023-09-01 | 2023-09-05 | Complaints Law 2011 Art. 33(1) | CV 8056/VPCP-KGVX
        2023-08-04 08:00 | 30 calendar-days | 2023-09-03 | 2023-09-05 | Complaints Law 2011 Art. 28 | CV 8056/VPCP-KGVX
        2023-08-31 08:00 | 2 working-days   | 2023-09-06 | 2023-09-06 | Decision 766/QĐ-TTg 2022, PAKN 2 wd | CV 8056/VPCP-KGVX
        2023-08-24 14:00 | 10 working-days  | 2023-09-11 | 2023-09-11 | Citizen Reception Law 2013 Art. 28(1) | CV 8056/VPCP-KGVX
        2023-06-05 08:00 | 90 calendar-days | 2023-09-03 | 2023-09-05 | Complaints Law 2011 Art. 9 | CV 8056/VPCP-KGVX
        2023-06-12 08:00 | 15 working-days  | 2023-07-03 | 2023-07-03 | Decision 766/QĐ-TTg 2022, PAKN 15 wd | no day off
        2023-05-05 08:00 | 45 calendar-days | 2023-06-19 | 2023-06-19 | Complaints Law 2011 Art. 37 | no day off
        2023-05-04 08:00 | 70 calendar-days | 2023-07-13 | 2023-07-13 | Complaints Law 2011 Art. 37 | no day off
        2023-01-17 08:00 | 5 working-days + 30 calendar-days | 2023-03-02 | 2023-03-02 | Denunciations Law 2018 Art. 29(3), 30 | CV 8056/VPCP-KGVX
        2023-03-04 08:00 | 30 calendar-days + 30 calendar-days | 2023-05-03 | 2023-05-04 | Denunciations Law 2018 Art. 30 | Labour Code Art. 111(3), 112(1)
        2023-01-19 14:00 | 16 working-hours | 2023-01-30 14:00 | 2023-01-30 14:00 | Civil Code 2015 Art. 147(1); the province's own limit in hours | CV 8056/VPCP-KGVX
        2023-08-31 16:00 | 4 working-hours  | 2023-09-05 10:00 | 2023-09-05 10:00 | Civil Code 2015 Art. 147(1); the province's own limit in hours | CV 8056/VPCP-KGVX
        2023-01-20 08:00 | 72 hours         | 2023-01-23 08:00 | 2023-01-23 08:00 | Civil Code 2015 Art. 147(1); the province's own limit in hours | CV 8056/VPCP-KGVX
        """
}
