"""How published forms vary: titles, rows, columns and layouts, each read without a false error."""

from __future__ import annotations

import pytest
from tests.printed import written

from gouji.check import check_document
from gouji.forms import form_ids, load_form
from gouji.model.finding import Severity
from gouji.model.report import Report, State
from gouji.recognise.labels import title_key
from gouji.recognise.titles import titled

_AROUND = (
    "{}",
    "2024年{}",
    "2024年度{}",
    "部门{}",
    "云山区档案馆2024年{}",
    "云山区档案馆{}",
    "表三 {}",
    "附表3：{}",
    "{}（公开03表）",
    "三、{}",
    "云山区档案馆单位{}",
)


@pytest.mark.parametrize("around", _AROUND)
@pytest.mark.parametrize("id", form_ids())
def test_a_title_is_known_whatever_stands_around_it(id: str, around: str) -> None:
    form = load_form(id)
    by_key = {title_key(title): table for table in form.tables for title in table.titles}
    for table in form.tables:
        found = titled(around.format(table.titles[0]), by_key)
        assert found is not None, (table.id, around)
        assert found.id == table.id


OLD_FINAL = """云山区林业局2018年度部门决算

收入支出决算总表
公开01表
单位：万元
收入\t\t\t支出\t\t
项目\t行次\t金额\t项目（按功能分类）\t行次\t金额
栏次\t\t1\t栏次\t\t2
一、财政拨款收入\t1\t900.00\t一、一般公共服务支出\t10\t200.00
其中：政府性基金预算财政拨款\t2\t100.00\t二、农林水支出\t11\t720.00
二、上级补助收入\t3\t0.00\t\t\t
三、事业收入\t4\t50.00\t\t\t
六、其他收入\t7\t10.00\t\t\t
本年收入合计\t8\t960.00\t本年支出合计\t12\t920.00
用事业基金弥补收支差额\t9\t0.00\t结余分配\t13\t15.00
年初结转和结余\t10\t40.00\t年末结转和结余\t14\t65.00
总计\t11\t1,000.00\t总计\t15\t1,000.00

收入决算表
公开02表
单位：万元
项目\t\t本年收入合计\t财政拨款收入\t上级补助收入\t事业收入\t经营收入\t附属单位上缴收入\t其他收入
功能分类科目编码\t科目名称\t\t\t\t\t\t\t
201\t一般公共服务支出\t200.00\t200.00\t\t\t\t\t
20129\t群众团体事务\t200.00\t200.00\t\t\t\t\t
2012901\t行政运行\t200.00\t200.00\t\t\t\t\t
213\t农林水支出\t760.00\t700.00\t\t50.00\t\t\t10.00
21302\t林业和草原\t760.00\t700.00\t\t50.00\t\t\t10.00
2130204\t林业事业机构\t760.00\t700.00\t\t50.00\t\t\t10.00
合计\t\t960.00\t900.00\t\t50.00\t\t\t10.00

支出决算表
公开03表
单位：万元
项目\t\t本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出
功能分类科目编码\t科目名称\t\t\t\t\t\t
201\t一般公共服务支出\t200.00\t200.00\t\t\t\t
20129\t群众团体事务\t200.00\t200.00\t\t\t\t
2012901\t行政运行\t200.00\t200.00\t\t\t\t
213\t农林水支出\t720.00\t320.00\t400.00\t\t\t
21302\t林业和草原\t720.00\t320.00\t400.00\t\t\t
2130204\t林业事业机构\t720.00\t320.00\t400.00\t\t\t
合计\t\t920.00\t520.00\t400.00\t\t\t

一般公共预算财政拨款支出决算表
公开05表
单位：万元
项目\t\t年初结转和结余\t本年收入\t本年支出\t\t\t年末结转和结余
功能分类科目编码\t科目名称\t\t\t合计\t基本支出\t项目支出\t
201\t一般公共服务支出\t0.00\t200.00\t200.00\t200.00\t0.00\t0.00
20129\t群众团体事务\t0.00\t200.00\t200.00\t200.00\t0.00\t0.00
2012901\t行政运行\t0.00\t200.00\t200.00\t200.00\t0.00\t0.00
213\t农林水支出\t20.00\t600.00\t570.00\t270.00\t300.00\t50.00
21302\t林业和草原\t20.00\t600.00\t570.00\t270.00\t300.00\t50.00
2130204\t林业事业机构\t20.00\t600.00\t570.00\t270.00\t300.00\t50.00
合计\t\t20.00\t800.00\t770.00\t470.00\t300.00\t50.00

一般公共预算财政拨款基本支出决算表
公开06表
单位：万元
科目编码\t科目名称\t合计\t人员经费\t公用经费
301\t工资福利支出\t400.00\t400.00\t
30101\t基本工资\t400.00\t400.00\t
302\t商品和服务支出\t70.00\t\t70.00
30201\t办公费\t70.00\t\t70.00
合计\t\t470.00\t400.00\t70.00

一般公共预算财政拨款“三公”经费支出决算表
公开07表
单位：万元
预算数\t\t\t\t\t\t决算数\t\t\t\t\t
合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费\t合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费
\t\t小计\t公务用车购置费\t公务用车运行费\t\t\t\t小计\t公务用车购置费\t公务用车运行费\t
12.00\t0.00\t8.00\t0.00\t8.00\t4.00\t9.00\t0.00\t6.50\t0.00\t6.50\t2.50
"""

CENTRAL = """云山部2024年部门预算

部门收支总表
部门公开表1
单位：万元
收入\t\t支出\t
项目\t预算数\t项目\t预算数
一、一般公共预算财政拨款收入\t900.00\t一、科学技术支出\t700.00
二、政府性基金预算财政拨款收入\t\t二、社会保障和就业支出\t290.00
三、国有资本经营预算财政拨款收入\t\t\t
四、事业收入\t60.00\t\t
五、其他收入\t10.00\t\t
本年收入合计\t970.00\t本年支出合计\t990.00
使用非财政拨款结余\t5.00\t结转下年\t15.00
上年结转\t30.00\t\t
收入总计\t1,005.00\t支出总计\t1,005.00

部门收入总表
部门公开表2
单位：万元
科目编码\t科目名称\t合计\t上年结转\t一般公共预算拨款收入\t政府性基金预算拨款收入\t国有资本经营预算拨款收入\t事业收入\t\t事业单位经营收入\t上级补助收入\t附属单位上缴收入\t其他收入\t使用非财政拨款结余
\t\t\t\t\t\t\t金额\t其中：教育收费\t\t\t\t\t
206\t科学技术支出\t715.00\t30.00\t610.00\t\t\t60.00\t\t\t\t\t10.00\t5.00
20602\t基础研究\t715.00\t30.00\t610.00\t\t\t60.00\t\t\t\t\t10.00\t5.00
2060201\t机构运行\t715.00\t30.00\t610.00\t\t\t60.00\t\t\t\t\t10.00\t5.00
208\t社会保障和就业支出\t290.00\t\t290.00\t\t\t\t\t\t\t\t\t
20805\t行政事业单位养老支出\t290.00\t\t290.00\t\t\t\t\t\t\t\t\t
2080505\t机关事业单位基本养老保险缴费支出\t290.00\t\t290.00\t\t\t\t\t\t\t\t\t
合计\t\t1,005.00\t30.00\t900.00\t\t\t60.00\t\t\t\t\t10.00\t5.00

部门支出总表
部门公开表3
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出\t上缴上级支出\t事业单位经营支出\t对附属单位补助支出
206\t科学技术支出\t700.00\t400.00\t300.00\t\t\t
20602\t基础研究\t700.00\t400.00\t300.00\t\t\t
2060201\t机构运行\t700.00\t400.00\t300.00\t\t\t
208\t社会保障和就业支出\t290.00\t290.00\t\t\t\t
20805\t行政事业单位养老支出\t290.00\t290.00\t\t\t\t
2080505\t机关事业单位基本养老保险缴费支出\t290.00\t290.00\t\t\t\t
合计\t\t990.00\t690.00\t300.00\t\t\t

预算财政拨款收支总表
部门公开表4
单位：万元
收入\t\t支出\t
项目\t预算数\t项目\t预算数
一、本年收入\t900.00\t一、本年支出\t915.00
（一）一般公共预算拨款\t900.00\t（一）科学技术支出\t625.00
（二）政府性基金预算拨款\t\t（二）社会保障和就业支出\t290.00
二、上年结转\t30.00\t二、结转下年\t15.00
（一）一般公共预算拨款\t30.00\t\t
收入总计\t930.00\t支出总计\t930.00

一般公共预算支出表
部门公开表5
单位：万元
功能分类科目\t\t2023年执行数\t2024年预算数\t\t\t2024年预算数比2023年执行数\t
科目编码\t科目名称\t\t小计\t基本支出\t项目支出\t增减额\t增减%
206\t科学技术支出\t600.00\t610.00\t350.00\t260.00\t10.00\t1.67
20602\t基础研究\t600.00\t610.00\t350.00\t260.00\t10.00\t1.67
2060201\t机构运行\t600.00\t610.00\t350.00\t260.00\t10.00\t1.67
208\t社会保障和就业支出\t280.00\t290.00\t290.00\t\t10.00\t3.57
20805\t行政事业单位养老支出\t280.00\t290.00\t290.00\t\t10.00\t3.57
2080505\t机关事业单位基本养老保险缴费支出\t280.00\t290.00\t290.00\t\t10.00\t3.57
合计\t\t880.00\t900.00\t640.00\t260.00\t20.00\t2.27

一般公共预算基本支出表
部门公开表6
单位：万元
科目编码\t科目名称\t合计\t人员经费\t公用经费
301\t工资福利支出\t560.00\t560.00\t
30101\t基本工资\t270.00\t270.00\t
30108\t机关事业单位基本养老保险缴费\t290.00\t290.00\t
302\t商品和服务支出\t80.00\t\t80.00
30201\t办公费\t80.00\t\t80.00
合计\t\t640.00\t560.00\t80.00
"""

UNIVERSITY = """云山大学2024年部门预算

云山大学收支预算总表
单位：万元
收入\t\t支出\t
项目\t预算数\t项目（按功能分类）\t预算数
一、财政拨款收入\t500.00\t一、教育支出\t820.00
二、事业收入\t300.00\t二、住房保障支出\t60.00
其中：教育收费\t120.00\t\t
三、其他收入\t40.00\t\t
本年收入合计\t840.00\t本年支出合计\t880.00
使用非财政拨款结余\t20.00\t结转下年\t10.00
上年结转\t30.00\t\t
收入总计\t890.00\t支出总计\t890.00

云山大学收入预算表
单位：万元
科目编码\t科目名称\t合计\t财政拨款收入\t上级补助收入\t事业收入\t\t经营收入\t附属单位上缴收入\t其他收入
\t\t\t\t\t金额\t其中：教育收费\t\t\t
205\t教育支出\t780.00\t440.00\t\t300.00\t120.00\t\t\t40.00
20502\t普通教育\t780.00\t440.00\t\t300.00\t120.00\t\t\t40.00
2050205\t高等教育\t780.00\t440.00\t\t300.00\t120.00\t\t\t40.00
221\t住房保障支出\t60.00\t60.00\t\t\t\t\t\t
22102\t住房改革支出\t60.00\t60.00\t\t\t\t\t\t
2210201\t住房公积金\t60.00\t60.00\t\t\t\t\t\t
合计\t\t840.00\t500.00\t\t300.00\t120.00\t\t\t40.00

云山大学支出预算表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出
205\t教育支出\t820.00\t600.00\t220.00\t\t\t
20502\t普通教育\t820.00\t600.00\t220.00\t\t\t
2050205\t高等教育\t820.00\t600.00\t220.00\t\t\t
221\t住房保障支出\t60.00\t60.00\t\t\t\t
22102\t住房改革支出\t60.00\t60.00\t\t\t\t
2210201\t住房公积金\t60.00\t60.00\t\t\t\t
合计\t\t880.00\t660.00\t220.00\t\t\t

云山大学财政拨款支出预算表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
205\t教育支出\t450.00\t300.00\t150.00
20502\t普通教育\t450.00\t300.00\t150.00
2050205\t高等教育\t450.00\t300.00\t150.00
221\t住房保障支出\t60.00\t60.00\t
22102\t住房改革支出\t60.00\t60.00\t
2210201\t住房公积金\t60.00\t60.00\t
合计\t\t510.00\t360.00\t150.00
"""

SHANGHAI_UNIT = """云山区2026年区级单位预算

预算单位：云山区档案保护中心

2026年预算单位财务收支预算总表
编制单位：云山区档案保护中心\t单位：元
本年收入\t\t本年支出\t\t\t\t
项目\t预算数\t项目\t预算数\t\t\t
\t\t\t合计\t基本支出\t\t项目支出
\t\t\t\t人员经费\t公用经费\t
一、财政拨款收入\t9000000\t一、一般公共服务支出\t8000000\t5000000\t1000000\t2000000
1. 一般公共预算\t9000000\t二、社会保障和就业支出\t1200000\t1200000\t\t
2. 政府性基金预算\t\t\t\t\t\t
二、事业收入\t200000\t\t\t\t\t
收入总计\t9200000\t支出总计\t9200000\t6200000\t1000000\t2000000

2026年预算单位收入预算总表
单位：元
项目\t\t\t\t收入预算\t\t\t\t\t
功能分类科目编码\t\t\t功能分类科目名称\t合计\t财政拨款收入\t事业收入\t上级补助收入\t事业单位经营收入\t其他收入
类\t款\t项\t\t\t\t\t\t\t
201\t\t\t一般公共服务支出\t8000000\t7800000\t200000\t\t\t
201\t26\t\t档案事务\t8000000\t7800000\t200000\t\t\t
201\t26\t04\t档案馆\t8000000\t7800000\t200000\t\t\t
208\t\t\t社会保障和就业支出\t1200000\t1200000\t\t\t\t
208\t05\t\t行政事业单位养老支出\t1200000\t1200000\t\t\t\t
208\t05\t05\t机关事业单位基本养老保险缴费支出\t1200000\t1200000\t\t\t\t
合计\t\t\t\t9200000\t9000000\t200000\t\t\t

2026年预算单位支出预算总表
单位：元
项目\t\t\t\t支出预算\t\t
功能分类科目编码\t\t\t功能分类科目名称\t合计\t基本支出\t项目支出
类\t款\t项\t\t\t\t
201\t\t\t一般公共服务支出\t8000000\t6000000\t2000000
201\t26\t\t档案事务\t8000000\t6000000\t2000000
201\t26\t04\t档案馆\t8000000\t6000000\t2000000
208\t\t\t社会保障和就业支出\t1200000\t1200000\t
208\t05\t\t行政事业单位养老支出\t1200000\t1200000\t
208\t05\t05\t机关事业单位基本养老保险缴费支出\t1200000\t1200000\t
合计\t\t\t\t9200000\t7200000\t2000000

2026年预算单位财政拨款收支预算总表
单位：元
财政拨款收入\t\t财政拨款支出\t\t\t
项目\t预算数\t项目\t合计\t一般公共预算\t政府性基金预算
一、一般公共预算\t9000000\t一、一般公共服务支出\t7800000\t7800000\t
二、政府性基金预算\t\t二、社会保障和就业支出\t1200000\t1200000\t
收入总计\t9000000\t支出总计\t9000000\t9000000\t
"""


def _shares(report: Report) -> tuple[int, int]:
    states = [
        state
        for claim, state in zip(report.book.claims, report.coverage.states, strict=True)
        if state is not None and claim.source != "prose"
    ]
    return states.count(State.CONFIRMED), len(states)


_VARIANTS = {
    "final-accounts": OLD_FINAL,
    "central": CENTRAL,
    "universities-budget": UNIVERSITY,
    "shanghai": SHANGHAI_UNIT,
}


@pytest.mark.parametrize("id", list(_VARIANTS))
def test_a_variant_is_read_whole(id: str) -> None:
    report = check_document(written(_VARIANTS[id]))
    assert report.book.form == id
    assert [f.message for f in report.findings if f.severity is Severity.ERROR] == []
    assert [(u.place.text, u.reason) for u in report.book.unread] == []
    assert [(t.id, t.reasons) for t in report.book.tables if t.place is not None and t.reasons] == []
    assert not any(table.by_vocabulary for table in report.book.tables)
    confirmed, amounts = _shares(report)
    assert confirmed >= 0.9 * amounts > 40


@pytest.mark.parametrize("year", [2017, 2019, 2021, 2026, 2030])
@pytest.mark.parametrize("id", list(_VARIANTS))
def test_the_year_does_not_matter(id: str, year: int) -> None:
    now = {"final-accounts": 2018, "central": 2024, "universities-budget": 2024, "shanghai": 2026}[id]
    text = (
        _VARIANTS[id]
        .replace(f"{now - 1}年", f"{year - 1}年@")
        .replace(f"{now}年", f"{year}年")
        .replace("年@", "年")
    )
    report = check_document(written(text))
    assert (report.book.form, report.book.year) == (id, year)
    assert [f.message for f in report.findings if f.severity is Severity.ERROR] == []
    assert report.book.unread == ()
