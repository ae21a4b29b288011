//! Takes the words of panics out of a module: in the browser nobody hears them.
//!
//! The standard library puts a message together for every panic and writes it to a standard error that this platform
//! does not have; then it traps. Only the trap is left here. The functions are known by their names: one that is missed
//! costs bytes and nothing else, which the ceilings of the module's size notice.

use std::ops::Range;

use anyhow::{Result, ensure};
use walrus::ir::Value;
use walrus::{ConstExpr, DataKind, FunctionBuilder, FunctionId, FunctionKind, Module};
use wasm_bindgen_cli_support::Output;

/// Functions that panic and do nothing else, by a part of their names.
const PANICS: &[&str] = &[
    "::panicking::panic",
    "::rust_begin_unwind",
    "::option::unwrap_failed",
    "::option::expect_failed",
    "::result::unwrap_failed",
    "::slice::index::slice_index_fail",
    "::slice::copy_from_slice_impl::len_mismatch_fail",
    "::str::slice_error_fail",
    "::raw_vec::handle_error",
    "::raw_vec::capacity_overflow",
    "::alloc::handle_alloc_error",
    "compact_str::unwrap_with_msg_fail",
];

/// Makes every panic a bare trap and blanks the places in the sources that the messages would have named.
pub(crate) fn silence(output: &mut Output) -> Result<()> {
    let module = output.wasm_mut();
    let panicking: Vec<FunctionId> =
        module.funcs.iter_local().filter(|(id, _)| panics(module, *id)).map(|(id, _)| id).collect();
    ensure!(!panicking.is_empty(), "no function of the module panics, or the names of its functions are gone");
    for id in panicking {
        trap(module, id);
    }
    walrus::passes::gc::run(module);
    let segments: Vec<_> = module.data.iter().map(|data| data.id()).collect();
    for segment in segments {
        let data = module.data.get_mut(segment);
        if let DataKind::Active { offset: ConstExpr::Value(Value::I32(offset)), .. } = data.kind {
            blank_places(&mut data.value, usize::try_from(offset)?);
        }
    }
    Ok(())
}

fn panics(module: &Module, id: FunctionId) -> bool {
    module.funcs.get(id).name.as_deref().is_some_and(|name| PANICS.iter().any(|part| name.contains(part)))
}

fn trap(module: &mut Module, id: FunctionId) {
    let ty = module.types.get(module.funcs.get(id).ty());
    let (parameters, results) = (ty.params().to_vec(), ty.results().to_vec());
    let arguments = parameters.iter().map(|ty| module.locals.add(*ty)).collect();
    let mut body = FunctionBuilder::new(&mut module.types, &parameters, &results);
    body.func_body().unreachable();
    module.funcs.get_mut(id).kind = FunctionKind::Local(body.local_func(arguments));
}

/// Blanks every `core::panic::Location` (address and length of a path, line, column), and the paths.
fn blank_places(bytes: &mut [u8], start: usize) {
    let mut paths: Vec<Range<usize>> = Vec::new();
    let skew = start.wrapping_neg() % 4;
    for at in (skew..bytes.len()).step_by(4) {
        let Some(place) = bytes.get(at..at + 16) else { break };
        let word = |number: usize| {
            let word = place.as_chunks::<4>().0.get(number).copied().unwrap_or_default();
            usize::try_from(u32::from_le_bytes(word)).unwrap_or_default()
        };
        let path = word(0).wrapping_sub(start)..word(0).wrapping_sub(start).wrapping_add(word(1));
        let is_place = (1..100_000).contains(&word(2)) && (1..1_000).contains(&word(3));
        if !is_place || !bytes.get(path.clone()).is_some_and(is_path) {
            continue;
        }
        paths.push(path);
        if let Some(place) = bytes.get_mut(at..at + 16) {
            place.fill(0);
        }
    }
    for path in paths {
        if let Some(path) = bytes.get_mut(path) {
            path.fill(0);
        }
    }
}

/// Whether bytes are the path of a source. They may end in a zero.
fn is_path(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_suffix(b"\0").unwrap_or(bytes);
    (4..300).contains(&bytes.len()) && bytes.ends_with(b".rs") && bytes.iter().all(u8::is_ascii_graphic)
}
