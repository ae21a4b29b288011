//! Colours and fonts of the drawings, light and dark.

/// For the `<style>` of a page, or of a drawing that stands alone.
pub const CSS: &str = "\
:root{--paper:#fff;--ink:#1c2128;--soft:#57606a;--grid:#e3e7eb;--seen:#3a434d;--ahead:#0a5fc2;--supply:#12805c;\
--act:#c2410c;--g0:#0a5fc2;--g1:#c2410c;--g2:#12805c;--g3:#8b3fb5;--g4:#946200;--g5:#0e7490;--near:.3;--far:.15}
@media (prefers-color-scheme:dark){:root{--paper:#10151b;--ink:#e6eaee;--soft:#9aa5b1;--grid:#29313a;--seen:#c3ccd5;\
--ahead:#6db1ff;--supply:#4cc79b;--act:#ff9a66;--g0:#6db1ff;--g1:#ff9a66;--g2:#4cc79b;--g3:#cf9af0;--g4:#e0b04c;\
--g5:#5cc8dc;--near:.38;--far:.18}}
.plot{font-family:system-ui,-apple-system,'Segoe UI','Noto Sans','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;\
display:block;width:100%;height:auto}
.plot .paper{fill:var(--paper)}
.plot text{fill:var(--soft);font-size:12px}
.plot .title{fill:var(--ink);font-size:15px;font-weight:600}
.plot .strong{fill:var(--ink);font-weight:600}
.plot .halo{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}
.plot .grid{stroke:var(--grid);fill:none}
.plot .axis{stroke:var(--soft);fill:none}
.plot .now{stroke:var(--soft);fill:none;stroke-dasharray:2 4}
.plot .mark{fill:var(--grid);opacity:.55}
.plot .line{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
.plot .thin{fill:none;stroke-width:1.25;opacity:.8}
.plot .hollow{fill:var(--paper)}
.plot .dashed{stroke-dasharray:5 4}
.plot .near{opacity:var(--near)}.plot .far{opacity:var(--far)}.plot .gap{opacity:.32}
.plot .hit{opacity:0}
.plot .s-seen{stroke:var(--seen)}.plot .f-seen{fill:var(--seen)}
.plot .s-ahead{stroke:var(--ahead)}.plot .f-ahead{fill:var(--ahead)}
.plot .s-supply{stroke:var(--supply)}.plot .f-supply{fill:var(--supply)}
.plot .s-act{stroke:var(--act)}.plot .f-act{fill:var(--act)}
.plot .s-g0{stroke:var(--g0)}.plot .f-g0{fill:var(--g0)}.plot .s-g1{stroke:var(--g1)}.plot .f-g1{fill:var(--g1)}
.plot .s-g2{stroke:var(--g2)}.plot .f-g2{fill:var(--g2)}.plot .s-g3{stroke:var(--g3)}.plot .f-g3{fill:var(--g3)}
.plot .s-g4{stroke:var(--g4)}.plot .f-g4{fill:var(--g4)}.plot .s-g5{stroke:var(--g5)}.plot .f-g5{fill:var(--g5)}
.plot .t-g0{fill:var(--g0)}.plot .t-g1{fill:var(--g1)}.plot .t-g2{fill:var(--g2)}
.plot .t-g3{fill:var(--g3)}.plot .t-g4{fill:var(--g4)}.plot .t-g5{fill:var(--g5)}
.plot .t-act{fill:var(--act)}.plot .t-ahead{fill:var(--ahead)}.plot .t-supply{fill:var(--supply)}.plot .t-seen{fill:var(--seen)}
";
