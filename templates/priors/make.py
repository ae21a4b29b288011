#!/usr/bin/env python3
"""Writes the prior packs of sectors from a table of the Job Openings and Labor Turnover Survey (JOLTS).

The table is the user's: a CSV with the columns `industry` and `quits_rate_pct`, the mean of the monthly quits rates of
the last twelve months in percent, made from https://www.bls.gov/jlt/ (U.S. Bureau of Labor Statistics, public domain).

    make.py FILE.csv           writes the packs beside this script
    make.py FILE.csv --check   only says which differ
"""
import csv
import json
import sys
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
# The month that the twelve end with.
VERSION, DATE = "2026-08", "2026-08-31"
# The sectors of the table: the name of the file, and in Chinese.
SECTORS = {
    "Construction": ("construction", "建筑业"),
    "Education & health": ("education-health", "教育与医疗"),
    "Financial activities": ("financial-activities", "金融业"),
    "Government": ("government", "政府部门"),
    "Information": ("information", "信息业"),
    "Leisure & hospitality": ("leisure-hospitality", "休闲与餐饮住宿"),
    "Manufacturing": ("manufacturing", "制造业"),
    "Mining & logging": ("mining-logging", "采矿与伐木"),
    "Other services": ("other-services", "其他服务业"),
    "Professional & business services": ("professional-business-services", "专业与商务服务"),
    "Trade, transport & utilities": ("trade-transport-utilities", "贸易、运输与公用事业"),
}


def pack(sector, percent):
    slug, zh = SECTORS[sector]
    rate = (Decimal(percent) / 100).normalize()
    return slug, {
        "schema_version": "1.5",
        "id": f"jolts-{slug}",
        "version": VERSION,
        "name": {"en": f"Quits in the United States: {sector}", "zh": f"美国主动离职率：{zh}"},
        "leaving": "voluntary",
        "provenance": {
            "source": "U.S. Bureau of Labor Statistics, Job Openings and Labor Turnover Survey (JOLTS), https://www.bls.gov/jlt/",
            "population": {"en": f"Employees in the United States, sector “{sector}”", "zh": f"美国{zh}的雇员"},
            "licence": "public domain",
            "date": DATE,
            "note": {
                "en": "The mean of twelve monthly quits rates that end with August 2026. These are figures of the United States: "
                      "elsewhere people leave more often or less, so own leavers should soon count for more. A weight of 120 "
                      "months of one person is ten people seen for a year.",
                "zh": "截至 2026 年 8 月的十二个月月度主动离职率均值。此为美国数据，其他国家和地区可能更高或更低，"
                      "应尽快让自有离职记录占更大比重。权重 120 人月，相当于观察十个人一年。",
            },
        },
        "rate": format(rate, "f"),
        "weight": 120,
    }


def main():
    check = "--check" in sys.argv[1:]
    files = [word for word in sys.argv[1:] if not word.startswith("--")]
    if len(files) != 1:
        sys.exit(__doc__)
    stale = []
    with open(files[0], encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            slug, document = pack(row["industry"], row["quits_rate_pct"])
            path = HERE / f"jolts-{slug}.json"
            text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(path.name)
                if not check:
                    path.write_text(text, encoding="utf-8", newline="\n")
    for name in stale:
        print(f"{'stale' if check else 'wrote'} {name}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
