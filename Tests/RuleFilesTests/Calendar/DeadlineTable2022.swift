extension DeadlineTable {
    /// Limits that meet the days off of 2022: start, limit, nominal end, end, article, decision.
    static let lines2022 = """
        2021-12-31 16:00 | 5 working-days   | 2022-01-10 | 2022-01-10 | Denunciations Law 2018 Art. 24(2) | Labour Code Art. 111(3)
        2021-12-04 08:00 | 30 calendar-days | 2022-01-03 | 2022-01-04 | Complaints Law 2011 Art. 28 | Labour Code Art. 111(3)
        2022-01-21 08:00 | 10 calendar-days | 2022-01-31 | 2022-02-07 | Complaints Law 2011 Art. 27 | CV 245/VPCP-KGVX
        2022-01-28 09:00 | 10 calendar-days | 2022-02-07 | 2022-02-07 | Complaints Law 2011 Art. 27 | CV 245/VPCP-KGVX
        2022-01-26 10:00 | 7 working-days   | 2022-02-11 | 2022-02-11 | Denunciations Law 2018 Art. 24(1) | CV 245/VPCP-KGVX
        2022-01-26 15:00 | 10 working-days  | 2022-02-16 | 2022-02-16 | Citizen Reception Law 2013 Art. 28(1) | CV 245/VPCP-KGVX
        2022-01-28 16:30 | 5 working-days   | 2022-02-11 | 2022-02-11 | Denunciations Law 2018 Art. 24(2) | CV 245/VPCP-KGVX
        2022-01-03 09:00 | 30 calendar-days | 2022-02-02 | 2022-02-07 | Complaints Law 2011 Art. 28 | CV 245/VPCP-KGVX
        2022-02-02 11:00 | 3 working-days   | 2022-02-09 | 2022-02-09 | Complaints Law 2011 Art. 32 | CV 245/VPCP-KGVX
        2022-03-11 14:00 | 30 calendar-days | 2022-04-10 | 2022-04-12 | Complaints Law 2011 Art. 28 | Labour Code Art. 111(3), 112(1)e
        2022-04-06 08:00 | 5 working-days   | 2022-04-14 | 2022-04-14 | Decision 766/QĐ-TTg 2022, PAKN 5 wd | Labour Code Art. 111(3), 112(1)e
        2022-04-15 09:15 | 15 working-days  | 2022-05-10 | 2022-05-10 | Decision 766/QĐ-TTg 2022, PAKN 15 wd | Labour Code Art. 111(3), 112(1)
        2022-04-29 10:00 | 2 working-days   | 2022-05-05 | 2022-05-05 | Decision 766/QĐ-TTg 2022, PAKN 2 wd | Labour Code Art. 111(3), 112(1)
        2022-03-17 09:00 | 45 calendar-days | 2022-05-01 | 2022-05-04 | Complaints Law 2011 Art. 37 | Labour Code Art. 111(3), 112(1)
        2022-04-28 17:30 | 7 working-days   | 2022-05-11 | 2022-05-11 | Denunciations Law 2018 Art. 40 | Labour Code Art. 111(3), 112(1)
        2022-08-30 13:30 | 3 working-days   | 2022-09-06 | 2022-09-06 | Complaints Law 2011 Art. 32 | CV 245/VPCP-KGVX
        2022-08-03 08:00 | 30 calendar-days | 2022-09-02 | 2022-09-05 | Complaints Law 2011 Art. 33(1) | CV 245/VPCP-KGVX
        2022-07-04 08:00 | 60 calendar-days | 2022-09-02 | 2022-09-05 | Complaints Law 2011 Art. 37 | CV 245/VPCP-KGVX
        2022-06-24 08:00 | 70 calendar-days | 2022-09-02 | 2022-09-05 | Complaints Law 2011 Art. 37 | CV 245/VPCP-KGVX
        2022-10-03 08:00 | 90 calendar-days | 2023-01-01 | 2023-01-03 | Complaints Law 2011 Art. 9 | Labour Code Art. 111(3)
        2022-12-20 08:00 | 10 working-days  | 2023-01-04 | 2023-01-04 | Citizen Reception Law 2013 Art. 28(1) | Labour Code Art. 111(3)
        2022-10-14 08:30 | 15 working-days  | 2022-11-04 | 2022-11-04 | Decision 766/QĐ-TTg 2022, PAKN 15 wd | no day off
        2022-10-14 08:30 | 10 calendar-days | 2022-10-24 | 2022-10-24 | Complaints Law 2011 Art. 27 | no day off
        2022-01-10 08:00 | 30 calendar-days + 30 calendar-days | 2022-03-11 | 2022-03-11 | Denunciations Law 2018 Art. 30 | no day off
        2022-02-01 08:00 | 30 calendar-days + 30 calendar-days + 30 calendar-days | 2022-05-02 | 2022-05-04 | Denunciations Law 2018 Art. 30 | Labour Code Art. 111(3), 112(1)
        2022-04-08 08:00 | 5 working-days + 30 calendar-days | 2022-05-18 | 2022-05-18 | Denunciations Law 2018 Art. 29(3), 30 | Labour Code Art. 111(3), 112(1)e
        2022-04-29 15:00 | 16 working-hours | 2022-05-05 15:00 | 2022-05-05 15:00 | Civil Code 2015 Art. 147(1); the province's own limit in hours | Labour Code Art. 111(3), 112(1)
        2022-08-31 10:00 | 8 working-hours  | 2022-09-05 10:00 | 2022-09-05 10:00 | Civil Code 2015 Art. 147(1); the province's own limit in hours | CV 245/VPCP-KGVX
        2022-09-01 09:00 | 24 hours         | 2022-09-02 09:00 | 2022-09-02 09:00 | Civil Code 2015 Art. 147(1); the province's own limit in hours | CV 245/VPCP-KGVX
        """
}
