extension DeadlineTable {
    /// Limits that meet the days off of 2026: start, limit, nominal end, end, article, decision.
    static let lines2026 = """
        2025-12-30 09:00 | 5 working-days   | 2026-01-08 | 2026-01-08 | Denunciations Law 2018 Art. 24(2) | VB 12729/VPCP-KGVX
        2025-12-31 16:00 | 7 working-days   | 2026-01-12 | 2026-01-12 | Denunciations Law 2018 Art. 24(1) | VB 12729/VPCP-KGVX
        2026-01-05 09:00 | 5 working-days   | 2026-01-10 | 2026-01-10 | Decision 766/QĐ-TTg 2022, PAKN 5 wd | VB 12729/VPCP-KGVX
        2026-01-09 09:00 | 2 working-days   | 2026-01-12 | 2026-01-12 | Decision 766/QĐ-TTg 2022, PAKN 2 wd | VB 12729/VPCP-KGVX
        2026-01-10 09:00 | 3 working-days   | 2026-01-14 | 2026-01-14 | Complaints Law 2011 Art. 32 | VB 12729/VPCP-KGVX
        2025-12-31 08:00 | 10 calendar-days | 2026-01-10 | 2026-01-10 | Complaints Law 2011 Art. 27 | VB 12729/VPCP-KGVX
        2025-12-03 08:00 | 30 calendar-days | 2026-01-02 | 2026-01-05 | Complaints Law 2011 Art. 28 | VB 12729/VPCP-KGVX
        2025-11-26 08:00 | 45 calendar-days | 2026-01-10 | 2026-01-10 | Complaints Law 2011 Art. 28 | VB 12729/VPCP-KGVX
        2025-12-22 08:00 | 15 working-days  | 2026-01-13 | 2026-01-13 | Decision 766/QĐ-TTg 2022, PAKN 15 wd | VB 12729/VPCP-KGVX
        2026-02-10 09:00 | 7 working-days   | 2026-02-26 | 2026-02-26 | Denunciations Law 2018 Art. 24(1) | CV 9859/VPCP-KGVX; TB 9441/TB-BNV
        2026-02-06 09:00 | 15 working-days  | 2026-03-06 | 2026-03-06 | Decision 766/QĐ-TTg 2022, PAKN 15 wd | CV 9859/VPCP-KGVX; TB 9441/TB-BNV
        2026-02-06 08:00 | 10 calendar-days | 2026-02-16 | 2026-02-23 | Complaints Law 2011 Art. 27 | CV 9859/VPCP-KGVX; TB 9441/TB-BNV
        2026-01-21 08:00 | 30 calendar-days | 2026-02-20 | 2026-02-23 | Complaints Law 2011 Art. 28 | CV 9859/VPCP-KGVX; TB 9441/TB-BNV
        2026-02-13 16:00 | 10 working-days  | 2026-03-06 | 2026-03-06 | Citizen Reception Law 2013 Art. 28(1) | CV 9859/VPCP-KGVX; TB 9441/TB-BNV
        2026-02-17 07:30 | 2 working-days   | 2026-02-24 | 2026-02-24 | Decision 766/QĐ-TTg 2022, PAKN 2 wd | CV 9859/VPCP-KGVX; TB 9441/TB-BNV
        2025-12-20 08:00 | 60 calendar-days | 2026-02-18 | 2026-02-23 | Complaints Law 2011 Art. 37 | CV 9859/VPCP-KGVX; TB 9441/TB-BNV
        2026-04-24 09:00 | 2 working-days   | 2026-04-29 | 2026-04-29 | Decision 766/QĐ-TTg 2022, PAKN 2 wd | Labour Code Art. 111(3); CV 3383/BNV-CVL
        2026-03-27 08:00 | 30 calendar-days | 2026-04-26 | 2026-04-28 | Complaints Law 2011 Art. 28 | Labour Code Art. 111(3); CV 3383/BNV-CVL
        2026-04-23 09:00 | 5 working-days   | 2026-05-05 | 2026-05-05 | Denunciations Law 2018 Art. 29(3) | CV 3383/BNV-CVL
        2026-04-14 09:00 | 15 working-days  | 2026-05-08 | 2026-05-08 | Decision 766/QĐ-TTg 2022, PAKN 15 wd | CV 3383/BNV-CVL
        2026-04-20 08:00 | 10 calendar-days | 2026-04-30 | 2026-05-04 | Complaints Law 2011 Art. 27 | CV 3383/BNV-CVL
        2026-04-01 08:00 | 30 calendar-days | 2026-05-01 | 2026-05-04 | Complaints Law 2011 Art. 33(1) | CV 3383/BNV-CVL
        2026-06-30 16:00 | 10 calendar-days | 2026-07-10 | 2026-07-10 | Complaints Law 2011 Art. 27 | no day off
        2026-07-01 08:00 | 7 working-days   | 2026-07-10 | 2026-07-10 | Complaints Law 2011 Art. 27 as amended by Law 136/2025 Art. 2(15)b | no day off
        2026-08-14 08:00 | 7 working-days   | 2026-08-24 | 2026-08-24 | Complaints Law 2011 Art. 27 as amended by Law 136/2025 Art. 2(15)b | CV 9859/VPCP-KGVX; TB 9441/TB-BNV
        2026-08-21 08:00 | 7 working-days   | 2026-09-03 | 2026-09-03 | Complaints Law 2011 Art. 27 as amended by Law 136/2025 Art. 2(15)b | CV 9859/VPCP-KGVX; TB 9441/TB-BNV
        2026-08-22 09:00 | 7 working-days   | 2026-09-04 | 2026-09-04 | Complaints Law 2011 Art. 27 as amended by Law 136/2025 Art. 2(15)b | CV 9859/VPCP-KGVX; TB 9441/TB-BNV
        2026-08-28 15:00 | 7 working-days   | 2026-09-11 | 2026-09-11 | Complaints Law 2011 Art. 27 as amended by Law 136/2025 Art. 2(15)b | CV 9859/VPCP-KGVX; TB 9441/TB-BNV
        2026-07-23 08:00 | 30 calendar-days | 2026-08-22 | 2026-08-22 | Complaints Law 2011 Art. 28 | CV 9859/VPCP-KGVX; TB 9441/TB-BNV
        2026-08-01 08:00 | 30 calendar-days | 2026-08-31 | 2026-09-03 | Complaints Law 2011 Art. 28 | CV 9859/VPCP-KGVX; TB 9441/TB-BNV
        2026-07-18 08:00 | 45 calendar-days | 2026-09-01 | 2026-09-03 | Complaints Law 2011 Art. 28 | CV 9859/VPCP-KGVX; TB 9441/TB-BNV
        2026-08-20 08:00 | 2 working-days   | 2026-08-22 | 2026-08-22 | Decision 766/QĐ-TTg 2022, PAKN 2 wd | CV 9859/VPCP-KGVX; TB 9441/TB-BNV
        2026-08-17 08:00 | 15 working-days  | 2026-09-09 | 2026-09-09 | Decision 766/QĐ-TTg 2022, PAKN 15 wd | CV 9859/VPCP-KGVX; TB 9441/TB-BNV
        2026-08-31 09:00 | 3 working-days   | 2026-09-07 | 2026-09-07 | Complaints Law 2011 Art. 32 | CV 9859/VPCP-KGVX; TB 9441/TB-BNV
        2026-11-20 08:00 | 2 working-days   | 2026-11-25 | 2026-11-25 | Decision 766/QĐ-TTg 2022, PAKN 2 wd | Resolution 28/2026/QH16; CV 10065/VPCP-KGVX
        2026-11-17 08:00 | 7 working-days   | 2026-11-27 | 2026-11-27 | Complaints Law 2011 Art. 27 as amended by Law 136/2025 Art. 2(15)b | Resolution 28/2026/QH16; CV 10065/VPCP-KGVX
        2026-10-25 08:00 | 30 calendar-days | 2026-11-24 | 2026-11-25 | Complaints Law 2011 Art. 28 | Resolution 28/2026/QH16; CV 10065/VPCP-KGVX
        2026-11-24 08:00 | 5 working-days   | 2026-12-01 | 2026-12-01 | Decision 766/QĐ-TTg 2022, PAKN 5 wd | Resolution 28/2026/QH16; CV 10065/VPCP-KGVX
        2026-11-23 08:00 | 10 working-days  | 2026-12-08 | 2026-12-08 | Citizen Reception Law 2013 Art. 28(1) | Resolution 28/2026/QH16; CV 10065/VPCP-KGVX
        2026-08-19 08:00 | 7 working-days + 30 calendar-days | 2026-09-26 | 2026-09-28 | Complaints Law 2011 Art. 27, 28 | CV 9859/VPCP-KGVX; TB 9441/TB-BNV
        2026-01-07 08:00 | 5 working-days + 30 calendar-days | 2026-02-12 | 2026-02-12 | Denunciations Law 2018 Art. 29(3), 30 | VB 12729/VPCP-KGVX
        2026-01-31 08:00 | 30 calendar-days + 30 calendar-days + 30 calendar-days | 2026-05-01 | 2026-05-04 | Denunciations Law 2018 Art. 30 | CV 3383/BNV-CVL
        2026-07-23 08:00 | 30 calendar-days + 3 working-days | 2026-08-26 | 2026-08-26 | Complaints Law 2011 Art. 28, 32 | CV 9859/VPCP-KGVX; TB 9441/TB-BNV
        2026-08-21 15:30 | 16 working-hours | 2026-08-24 15:30 | 2026-08-24 15:30 | Civil Code 2015 Art. 147(1); the province's own limit in hours | CV 9859/VPCP-KGVX; TB 9441/TB-BNV
        2026-08-28 15:30 | 16 working-hours | 2026-09-04 15:30 | 2026-09-04 15:30 | Civil Code 2015 Art. 147(1); the province's own limit in hours | CV 9859/VPCP-KGVX; TB 9441/TB-BNV
        2026-11-23 10:00 | 8 working-hours  | 2026-11-25 10:00 | 2026-11-25 10:00 | Civil Code 2015 Art. 147(1); the province's own limit in hours | Resolution 28/2026/QH16; CV 10065/VPCP-KGVX
        2026-11-23 15:00 | 24 hours         | 2026-11-24 15:00 | 2026-11-24 15:00 | Civil Code 2015 Art. 147(1); the province's own limit in hours | Resolution 28/2026/QH16; CV 10065/VPCP-KGVX
        """
}
