//! The library as C programs find it: `lib`, `include`, pkg-config file, CMake package.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Builds the libraries with a Cargo profile and lays them out under `prefix`, with the header, the pkg-config file
/// and the CMake package: what a package for Linux consists of.
pub fn install(root: &Path, prefix: &Path, profile: &str) -> Result<()> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    super::run(Command::new(cargo).current_dir(root).args([
        "build",
        "--quiet",
        "--package",
        "hrcore-ffi",
        "--profile",
        profile,
    ]))?;
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let built = root.join(target).join(if profile == "dev" { "debug" } else { profile });
    let (lib, include) = (prefix.join("lib"), prefix.join("include"));
    let (pkgconfig, cmake) = (lib.join("pkgconfig"), lib.join("cmake/hrcore"));
    for folder in [&include, &pkgconfig, &cmake] {
        fs::create_dir_all(folder)?;
    }
    fs::copy(root.join(super::header::HEADER), include.join("hrcore.h"))?;
    fs::copy(built.join("libhrcore.a"), lib.join("libhrcore.a"))?;
    let shared = format!("libhrcore.so.{VERSION}");
    fs::copy(built.join("libhrcore.so"), lib.join(&shared))?;
    for name in [format!("libhrcore.so.{}", abi()), "libhrcore.so".to_owned()] {
        let link = lib.join(name);
        if link.is_symlink() {
            fs::remove_file(&link)?;
        }
        symlink(&shared, &link)?;
    }
    for (template, place) in
        [("hrcore.pc.in", &pkgconfig), ("hrcore-config.cmake.in", &cmake), ("hrcore-config-version.cmake.in", &cmake)]
    {
        let text = fs::read_to_string(root.join("hrcore-ffi/packaging").join(template))?
            .replace("@PREFIX@", &super::text(prefix)?)
            .replace("@VERSION@", VERSION)
            .replace("@ABI@", &abi());
        fs::write(place.join(template.trim_end_matches(".in")), text)?;
    }
    Ok(())
}

/// The part of the version that names the shared library: what Cargo holds incompatible.
fn abi() -> String {
    match env!("CARGO_PKG_VERSION_MAJOR") {
        "0" => format!("0.{}", env!("CARGO_PKG_VERSION_MINOR")),
        major => major.to_owned(),
    }
}

#[cfg(unix)]
fn symlink(to: &str, link: &Path) -> Result<()> {
    Ok(std::os::unix::fs::symlink(to, link)?)
}

#[cfg(not(unix))]
fn symlink(_: &str, _: &Path) -> Result<()> {
    anyhow::bail!("the C library is laid out on Unix only")
}
