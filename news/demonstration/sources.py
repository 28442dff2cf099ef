"""What the posts about the inspections of a real force are from: addresses as peel/reference has them, and names."""

HMICFRS = "https://hmicfrs.justiceinspectorates.gov.uk"
REPORT_2022 = (
    f"{HMICFRS}/peel-reports/staffordshire-2021-22/",
    "HMICFRS: the inspection report, Staffordshire 2021/22",
)
NEWS_2022 = (
    "https://www.wired-gov.net/wg/news.nsf/articles/staffordshire+police+must+improve+22092022123300?open",
    "HMICFRS: news of the report, 22 September 2022, on wired-gov.net",
)
CONCERNS_2022 = (
    "https://thebrendewoodblog.com/tag/lichfield/",
    "HMICFRS: statement on the two causes of concern, as the Brendewood Blog quotes it",
)
REPORT_2024 = (
    f"{HMICFRS}/peel-reports/staffordshire-2023-25/",
    "HMICFRS: the inspection report, Staffordshire 2023–25",
)
NEWS_2024 = (
    f"{HMICFRS}/news/news-feed/staffordshire-police-has-made-improvements-but-further-changes-needed/",
    "HMICFRS: news of the report of 2024, which tells of the monitoring too",
)
MONITORING = (
    f"{HMICFRS}/about-us/what-we-do/our-approach-to-monitoring-forces/",
    "HMICFRS: our approach to monitoring forces",
)
CYCLES = (
    f"{HMICFRS}/peel-assessments/what-is-peel/peel-assessments-2023-2025/",
    "HMICFRS: PEEL assessments 2023–2025",
)
FRAMEWORK_2022 = (
    f"{HMICFRS}/publication-html/peel-assessment-framework-2021-22/",
    "HMICFRS: PEEL assessment framework 2021/22",
)
