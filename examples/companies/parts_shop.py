"""Hengtuo: nine seats, construction-machinery parts. Every figure is set by hand; the stories stand beside them."""
from books import MONTHS, Books
from planned import action, at, item

SHOP, TRADE, MAIL, TASKS, TRAINING = "shop platform", "trade platform", "mail server", "task tracker", "training platform"


def make(path):
    b = Books(path)
    b.person("p01", "Zhou Jianguo", "周建国", ("general_manager", "hengtuo", "2019-03-01", None))
    b.person("p02", "Li Na", "李娜", ("operator", "domestic", "2021-06-01", None))
    b.person("p03", "Wang Lei", "王磊", ("operator", "domestic", "2022-02-14", None))
    b.person("p04", "Chen Jie", "陈洁", ("store_operator", "domestic", "2020-09-01", None))
    # Moves to the international shop that is being set up; until it opens on 1 December it has no visitor and no buyer.
    b.person("p05", "Zhao Min", "赵敏", ("operator", "domestic", "2023-04-03", "2025-10-14"),
             ("store_operator", "international", "2025-10-15", None))
    b.person("p06", "Liu Yang", "刘洋", ("trader", "international", "2020-04-01", None))
    b.person("p07", "Sun Qian", "孙倩", ("trader", "international", "2024-11-04", None))
    b.person("p08", "He Jing", "何静", ("designer", "domestic", "2021-03-15", None))
    b.person("p09", "Wu Tao", "吴涛", ("designer", "domestic", "2023-08-01", "2025-09-19", "voluntary"))
    b.person("p10", "Lin Xue", "林雪", ("designer", "domestic", "2025-11-10", None))
    operators(b)
    closed_loop(b)
    traders(b)
    designers(b)
    training(b)
    ratings(b)
    careers(b)
    plans(b)
    goals(b)
    courses(b)
    money(b)
    alerts(b)
    outlook(b)
    return b.write()


def operators(b):
    # Li Na loses half a summer to a new shop system, then grows by 16 2/3 %, exactly 15 %, and 19 %: enough for supervisor.
    # Wang Lei loses ground in the summer heat and comes back in autumn: two months of the three that a supervisor needs.
    #               Jan  Feb  Mar  Apr  May  Jun  Jul  Aug  Sep  Oct  Nov
    b.months("orders", "p02", [268, 241, 305, 331, 338, 352, 300, 240, 280, 322, 384], SHOP)
    b.months("visitors", "p02", [7050, 6430, 7720, 8130, 8240, 8480, 8290, 8260, 8420, 8590, 9600], SHOP)
    b.months("orders", "p03", [255, 228, 287, 301, 296, 284, 231, 210, 235, 271, 312], SHOP)
    b.months("visitors", "p03", [7000, 6500, 7600, 7900, 8020, 8150, 7900, 7800, 7700, 7640, 8125], SHOP)
    b.months("orders", "p05", [232, 205, 260, 278, 281, 290, 277, 270, 284], SHOP)
    b.months("visitors", "p05", [6800, 6100, 7000, 7300, 7350, 7480, 7200, 7080, 7250], SHOP)
    b.observe("orders", "p05", "2025-10", 131, SHOP, position="operator")
    b.observe("visitors", "p05", "2025-10", 3300, SHOP, position="operator")
    for who, orders, visitors in [("p02", 162, 3980), ("p03", 118, 3150)]:
        b.december("orders", who, orders, SHOP)
        b.december("visitors", who, visitors, SHOP)


def closed_loop(b):
    # Chen Jie has no time for detail pages around Double 11: November is 36 + 27 + 14 + 8 = 85, exactly on the cut.
    b.months("orders", "p04", [371, 318, 402, 438, 447, 455, 441, 429, 452, 468, 540], SHOP)
    b.months("visitors", "p04", [9480, 8350, 9900, 10100, 10150, 10230, 9990, 9870, 10060, 10290, 12000], SHOP)
    b.months("buyers", "p04", [350, 300, 380, 410, 420, 430, 415, 405, 425, 440, 500], SHOP)
    b.months("repeat_buyers", "p04", [80, 66, 91, 103, 109, 116, 112, 108, 118, 123, 135], SHOP)
    b.months("detail_pages", "p04", [8, 5, 9, 10, 11, 9, 8, 7, 10, 12, 7], "")
    for metric, total in [("orders", 196), ("visitors", 4210), ("buyers", 182), ("repeat_buyers", 53)]:
        b.december(metric, "p04", total, SHOP)
    b.observe("detail_pages", "p04", "2025-12-05", 3, "")
    b.observe("detail_pages", "p04", "2025-12-12", 2, "")
    for month in ["2025-10", "2025-11"]:
        for metric in ["orders", "visitors", "buyers", "repeat_buyers"]:
            b.observe(metric, "p05", month, 0, SHOP, position="store_operator")
    b.observe("detail_pages", "p05", "2025-10", 5, "", position="store_operator")
    b.observe("detail_pages", "p05", "2025-11", 11, "", position="store_operator")
    b.targets.append({"metric": "detail_pages", "employee": "p05", "period": "2025-11", "value": 12})
    # The first days of the new shop.
    for metric, total in [("orders", 5), ("visitors", 310), ("buyers", 5), ("repeat_buyers", 0)]:
        b.december(metric, "p05", total, SHOP)
    b.observe("detail_pages", "p05", "2025-12-05", 4, "")
    b.observe("detail_pages", "p05", "2025-12-12", 4, "")


def traders(b):
    # Liu Yang is sound throughout. Sun Qian follows up too little in summer; the September course shows.
    b.months("inquiries", "p06", [44, 37, 52, 58, 61, 57, 55, 53, 60, 63, 66], TRADE)
    b.months("customers_followed_up", "p06", [42, 36, 50, 56, 58, 55, 52, 51, 58, 61, 64], "customer register")
    b.months("industry_exam", "p06", [82, 82, 85, 85, 85, 88, 88, 88, 90, 90, 92], TRAINING)
    b.months("email_timeliness", "p06", [(118, 126), (97, 104), (140, 149), (151, 160), (158, 170), (149, 160), (147, 155),
                                         (140, 150), (161, 170), (166, 176), (160, 184)], MAIL)
    b.months("inquiries", "p07", [31, 26, 38, 41, 39, 36, 33, 30, 35, 38, 34], TRADE)
    b.months("customers_followed_up", "p07", [26, 21, 31, 33, 30, 27, 24, 21, 29, 32, 28], "customer register")
    b.months("industry_exam", "p07", [64, 64, 68, 68, 70, 70, 70, 70, 75, 75, 78], TRAINING)
    b.months("email_timeliness", "p07", [(72, 95), (60, 81), (88, 112), (92, 118), (85, 116), (79, 110), (70, 101), (62, 92),
                                         (88, 104), (95, 112), (98, 121)], MAIL)
    for who, inquiries, followed, mails in [("p06", 29, 28, (79, 84)), ("p07", 17, 15, (42, 50))]:
        b.december("inquiries", who, inquiries, TRADE)
        b.december("customers_followed_up", who, followed, "customer register")
        b.december("email_timeliness", who, mails, MAIL)
        b.observe("industry_exam", who, "2025-12-10", 93 if who == "p06" else 80, TRAINING)


def designers(b):
    # He Jing carries two people's work from 20 September until Lin Xue comes; her drafts run late in October.
    b.months("page_click_through", "p08", [(6210, 198000), (5480, 176000), (6900, 214000), (7350, 223000), (7420, 226000),
             (7810, 233000), (7600, 229000), (7540, 228000), (7700, 231000), (7480, 238000), (8990, 262000)], SHOP)
    b.months("delivery_timeliness", "p08", [(24, 25), (20, 21), (27, 28), (28, 29), (28, 29), (30, 31), (29, 30), (28, 29),
                                            (30, 33), (33, 41), (37, 39)], TASKS)
    b.months("image_accuracy", "p08", [(92, 100), (82, 88), (108, 115), (113, 120), (115, 122), (120, 126), (118, 123), (116, 121),
                                       (124, 130), (142, 153), (146, 152)], TASKS)
    # Wu Tao had taken his course on part numbers late; he left on 19 September.
    b.months("page_click_through", "p09", [(4010, 171000), (3560, 155000), (4420, 183000), (4640, 190000), (4590, 188000),
                                           (4710, 192000), (4400, 187000), (4180, 184000), (2510, 112000)], SHOP)
    b.months("delivery_timeliness", "p09", [(18, 21), (15, 18), (20, 23), (22, 24), (21, 24), (21, 25), (19, 23), (17, 22), (9, 13)], TASKS)
    b.months("image_accuracy", "p09", [(66, 92), (60, 81), (80, 102), (86, 107), (86, 104), (89, 106), (82, 98), (75, 92), (43, 53)], TASKS)
    b.observe("page_click_through", "p10", "2025-11", (2480, 118000), SHOP)
    b.observe("delivery_timeliness", "p10", "2025-11", (12, 14), TASKS)
    b.observe("image_accuracy", "p10", "2025-11", (47, 52), TASKS)
    for who, clicks, drafts, images in [("p08", (3620, 104000), (15, 16), (58, 60)), ("p10", (2110, 74000), (11, 12), (40, 43))]:
        b.december("page_click_through", who, clicks, SHOP)
        b.december("delivery_timeliness", who, drafts, TASKS)
        b.december("image_accuracy", who, images, TASKS)


def training(b):
    # Two courses a month. Short: Wang Lei in July, August and November, Sun Qian in summer, Wu Tao more often than not.
    short = {"p03": [7, 8, 11], "p07": [7, 8], "p09": [2, 4, 5, 7, 8], "p05": [2]}
    for who, first, last in [("p02", 1, 11), ("p03", 1, 11), ("p04", 1, 11), ("p05", 1, 9), ("p06", 1, 11), ("p07", 1, 11),
                             ("p08", 1, 11), ("p09", 1, 9), ("p10", 11, 11)]:
        b.months("training_completion", who, [(1 if m in short.get(who, []) else 2, 2) for m in range(first, last + 1)], TRAINING, first)
    b.observe("training_completion", "p05", "2025-10", (1, 1), TRAINING, position="operator")
    b.observe("training_completion", "p05", "2025-10", (1, 1), TRAINING, position="store_operator")
    b.observe("training_completion", "p05", "2025-11", (2, 2), TRAINING, position="store_operator")
    for who in ["p02", "p04", "p06", "p10"]:
        b.observe("training_completion", who, "2025-12-09", (1, 1), TRAINING)
    for who in ["p03", "p05", "p07", "p08"]:
        b.observe("training_completion", who, "2025-12-09", (0, 1), TRAINING)


def ratings(b):
    # Supervisor and two peers, per month, 1 to 5. Wang Lei's November round was forgotten: he has no total.
    supervisor = {"p02": "44444455555", "p03": "4444433344", "p04": "44444444444", "p05": "333444444"}
    peers = {"p02": ("p03", "44444444555", "p04", "45445445545"), "p03": ("p02", "4444433444", "p05", "4344433334"),
             "p04": ("p02", "44454444444", "p05", "44445444444"), "p05": ("p02", "334444444", "p04", "434344444")}
    for who, marks in supervisor.items():
        first, mine, second, theirs = peers[who]
        for month, own, one, two in zip(MONTHS, marks, mine, theirs):
            b.rate("teamwork", who, month, "supervisor", int(own), by="p01")
            b.rate("teamwork", who, month, "peer", int(one), by=first)
            b.rate("teamwork", who, month, "peer", int(two), by=second)
    for month, position, own, one in [("2025-10", "operator", 4, 4), ("2025-10", "store_operator", 4, 5), ("2025-11", "store_operator", 5, 4)]:
        b.rate("teamwork", "p05", month, "supervisor", own, by="p01", position=position)
        b.rate("teamwork", "p05", month, "peer", one, by="p06", position=position)
    # Operations rate the designers; in October nobody found the time, and the weight goes to the other lines.
    for who, marks in [("p08", {"p02": "44445444434", "p04": "44454444434"}), ("p09", {"p02": "333343333", "p04": "323333332"})]:
        for by, given in marks.items():
            for month, mark in zip(MONTHS, given):
                if month != "2025-10":
                    b.rate("operations_feedback", who, month, "operations", int(mark), by=by)
    b.rate("operations_feedback", "p10", "2025-11", "operations", 4, by="p02")


def careers(b):
    # Liu Yang: September to November brought 63 orders from 189 inquiries, summer 50 from 165: conversion is up by exactly 10 %.
    b.months("trade_orders", "p06", [12, 10, 15, 17, 18, 17, 17, 16, 20, 21, 22], TRADE)
    b.months("trade_orders", "p07", [7, 6, 9, 10, 9, 8, 7, 6, 8, 10, 10], TRADE)
    # Li Na has all that a supervisor needs. Wang Lei fell short of the pass mark; Liu Yang has begun the course on terms.
    b.achieve("p02", "course", "advanced", "2025-06-20")
    b.achieve("p02", "exam", "supervisor", "2025-11-28", mark=86)
    b.achieve("p03", "course", "advanced", "2025-09-12")
    b.achieve("p03", "exam", "supervisor", "2025-11-28", mark=54)
    b.achieve("p04", "course", "advanced", "2024-11-15")
    b.achieve("p06", "course", "machine_terms", "2025-11-24", result="in_progress")
    b.achieve("p07", "course", "machine_terms", "2025-09-19")
    # A parcel that went out unpacked: Zhao Min's case was closed in March and counts for a year.
    b.cases.append({"employee": "p05", "kind": "negligence", "opened": "2025-02-20", "closed": "2025-03-10"})
    # The second designers' seat becomes a lead's in March.
    b.vacancies.append({"position": "design_lead", "unit": "domestic", "from": "2026-03-01"})


def plans(b):
    # The week of Double 12, as it stands on Friday at 18:00. He Jing's poster was due on Thursday at 17:00 and waits for
    # photographs: a day overdue, and Li Na's page of next week's clearance waits for it.
    week, monday = "2025-W50", at("2025-12-08", "09:30")
    b.milestones.append({"id": "clearance", "name": {"en": "year-end clearance", "zh": "年终清仓大促"}, "date": "2025-12-19"})
    b.plan("li-50", "p02", week, monday,
           item("li-1", "双十二主会场上线，访客 1500", goal={"what": "访客", "metric": "visitors", "to": 1500}, area="campaign",
                actions=[action("周一与美工确定主图", "p08", due="2025-12-08")], due=at("2025-12-11", "17:00"), outcome="审核通过并上线",
                objective="li-orders", contribution=100, done=at("2025-12-11", "15:20"), result=1560),
           item("li-2", "年终清仓预热页，访客 8000", goal={"what": "访客", "metric": "visitors", "to": 8000}, area="campaign",
                actions=[action("周四拿到海报定稿", "p08", due="2025-12-11"), action("周五与美工核对页面", "p08")],
                due=at("2025-12-15", "12:00"), outcome="页面审核通过", objective="li-orders", contribution=220, milestone="clearance",
                depends_on=["he-1"]))
    b.plan("he-50", "p08", week, monday,
           item("he-1", "年终清仓海报定稿", area="pictures", people=["p02"], due=at("2025-12-11", "17:00"), outcome="源文件，运营确认",
                objective="li-orders"),
           item("he-2", "双十二主图 5 张", area="pictures", people=["p02"], due=at("2025-12-09", "12:00"), outcome="上线",
                objective="li-orders", done=at("2025-12-09", "11:10")))
    b.update("he-1", at("2025-12-10", "18:00"), percent=80)
    b.update("he-1", at("2025-12-11", "16:30"), percent=80, state="blocked", blocker={"text": "等待新品实拍图", "by": "p03"})
    # Wang Lei writes what everybody writes: it is returned. Zhao Min has handed in nothing.
    b.plan("wang-50", "p03", week, at("2025-12-08", "10:05"), item("wang-1", "努力提升 20% 订单"))
    # Chen Jie has one of six pages done on Friday evening: behind. Tidying the sample room serves no objective.
    b.plan("chen-50", "p04", week, at("2025-12-08", "08:50"),
           item("chen-1", "优化 6 个详情页", goal={"what": "详情页", "metric": "detail_pages", "to": 6}, area="pages",
                actions=[action("每天一页，与美工核对图片", "p08")], due=at("2025-12-13", "18:00"), outcome="页面上线", objective="pages-q4"),
           item("chen-2", "整理样品间", goal={"what": "货架", "unit": "count", "to": 4}, actions=[action("周三盘点", "p02")],
                due=at("2025-12-10", "18:00"), outcome="照片归档", done=at("2025-12-11", "10:00"), result=4))
    b.update("chen-1", at("2025-12-12", "17:00"), percent=15, result=1)
    b.plan("liu-50", "p06", week, monday,
           item("liu-1", "跟进 12 条询盘", goal={"what": "询盘", "unit": "count", "to": 12}, area="inquiries", due="2025-12-14", objective="inquiries-q4"))
    b.update("liu-1", at("2025-12-12", "17:30"), percent=75, result=9)


def goals(b):
    # Orders of the quarter until 12 December: 1192 + 1236 + 481 = 2909 of 3600, with 73 of 92 days over.
    b.objective("orders-q4", "3600 orders in the fourth quarter", "四季度订单 3600 单", "2025-Q4", metric="orders", target=3600, **{"from": 3200})
    b.objective("li-orders", "950 orders of the domestic shop", "国内店 950 单", "2025-Q4", parent="orders-q4", employee="p02", metric="orders", target=950)
    b.objective("chen-orders", "1300 orders of store operations", "店铺运营 1300 单", "2025-Q4", parent="orders-q4", employee="p04", metric="orders", target=1300)
    b.objective("pages-q4", "30 detail pages optimised", "优化详情页 30 个", "2025-Q4", employee="p04", metric="detail_pages", target=30)
    b.objective("inquiries-q4", "300 inquiries", "外贸询盘 300 条", "2025-Q4", position="trader", metric="inquiries", target=300)
    # Next year sales are to double, by four drivers: 1.2 · 1.15 · 1.3 · 1.1 = 1.9734, which is not 2.
    year = "2026"
    b.objective("double", "twice the sales in 2026", "2026 年销售额翻番", year, unit_of_measure="money", currency="CNY", growth="100%",
                drivers={"kind": "product", "of": [{"objective": o} for o in ("conversion-26", "repeat-26", "customers-26", "basket-26")]})
    for id, en, zh, position, growth in [
            ("conversion-26", "conversion +20 %", "转化率提升 20%", "operator", "20%"),
            ("repeat-26", "repeat purchase +15 %", "复购率提升 15%", "store_operator", "15%"),
            ("customers-26", "new customers +30 %", "新客户增长 30%", "trader", "30%"),
            ("basket-26", "order value +10 %", "客单价提升 10%", "trader", "10%")]:
        b.objective(id, en, zh, year, parent="double", position=position, unit_of_measure="number", growth=growth)


def courses(b):
    # Four courses in the quarter: Wang Lei has done 3, and 1 is to go. Lin Xue had until 10 December for the design standards.
    for who, done in [("p02", {"platform_rules": "2025-10-14", "fitting_tables": "2025-10-28", "detail_pages": "2025-11-18", "ad_basics": "2025-12-03"}),
                      ("p03", {"platform_rules": "2025-10-16", "detail_pages": "2025-11-20", "ad_basics": "2025-12-04"}),
                      ("p04", {"platform_rules": "2025-10-14", "fitting_tables": "2025-11-05", "ad_basics": "2025-12-02"}),
                      ("p05", {"platform_rules": "2025-10-21", "ad_basics": "2025-11-27"}),
                      ("p08", {"design_standards": "2021-04-09"})]:
        for course, date in done.items():
            b.study(who, course, date)
    b.study("p10", "design_standards", "2025-12-05", result="in_progress")
    b.required_courses.append({"employee": "p07", "course": "machine_terms", "due": "2025-10-31"})


def money(b):
    # Li Na's campaign conversion: 150 of 5000 is 3 %, 216 of 6000 is 3.6 %, up by exactly 20 %. Wang Lei's: 3 % to 3.5 %.
    b.months("campaign_conversion", "p02", [(150, 5000), (216, 6000)], SHOP, 10)
    b.months("campaign_conversion", "p03", [(120, 4000), (147, 4200)], SHOP, 10)
    # Liu Yang: 90 000 + 60 % of 50 000 = 120 000 earn 2 000 + 600 = 2 600, which is paid. Then 30 000 come back: 90 000 earn
    # 1 800, so 800 are taken back. Sun Qian: 40 000 + 40 % of 50 000 = 60 000 earn 1 200, times 0.8 for 28 of 34 followed up: 960.
    b.sell("t-1101", "p06", "2025-11-06", 90000)
    b.sell("t-1102", "p07", "2025-11-10", 40000)
    b.sell("t-1103", [("p06", 60), ("p07", 40)], "2025-11-19", 50000)
    b.paid("trade_commission", "p06", "2025-11", 2600)
    b.sell("r-1101", None, "2025-11-28", -30000, returns="t-1101")
    # Performance: 2 400 + 3 000 + 2 400 + 2 400 + 2 000 × 18/20 = 12 000, of which the pool pays 90 %. Wang Lei has no coefficient yet.
    # He Jing: 6 h at 8 700 ÷ 174 = 50, one and a half times: 450. Sun Qian: 6 000 × 2/20 = 600 off.
    for who, since, base, bonus_base in [("p02", "2025-01-01", 8000, 2000), ("p03", "2025-01-01", 7000, 1500), ("p04", "2025-01-01", 9000, 2500),
                                         ("p05", "2025-10-15", 7500, 2000), ("p06", "2025-01-01", 8000, 2000), ("p07", "2025-01-01", 6000, 2000),
                                         ("p08", "2025-01-01", 8700, None), ("p10", "2025-11-10", 6960, None)]:
        b.earns(who, since, base, bonus_base)
    for who, due, absent, overtime in [("p02", 20, 0, 0), ("p03", 20, 0, 0), ("p04", 20, 0, 0), ("p05", 20, 0, 0), ("p06", 20, 0, 0),
                                       ("p07", 20, 2, 0), ("p08", 20, 0, 6), ("p10", 15, 0, 0)]:
        b.attends(who, "2025-11", due, absent, overtime)
    # Li Na: 20 + 30 + 30 + 20 points for four courses, less 60 for a gift card: 40 are left.
    b.points("pe-1", "p02", "2025-12-05", "redeem", reward="gift")


def alerts(b):
    # Raised before: Sun Qian's follow-up, below 90 % in each month, since the second one was over; Chen Jie's item, done on 11 December.
    b.alert_states.append({"id": "weak_follow_up/2025-02-28/p07"})
    b.alert_states.append({"id": f"late_plan/{at('2025-12-10', '18:00')}/chen-2"})


def outlook(b):
    # Lin Xue accepted 25 days after Wu Tao's post was opened.
    b.requisition("rq-1", "designer", "domestic", "2025-09-22", accepted="2025-10-17", starts="2025-11-10", employee="p10")
    leaving(b)


def leaving(b):
    # Hours of overtime by week, from 17 November to 7 December. He Jing's 2 + 4 are the 6 of November; with the 15 before
    # Double 12 they are 21, more than 20. Chen Jie's 9 are not.
    for who, weeks in [("p08", [2, 4, 15]), ("p04", [0, 0, 9])]:
        for week, hours in zip(["2025-W47", "2025-W48", "2025-W49"], weeks):
            b.observe("overtime_hours", who, week, hours, "time clock")
