postMessage(await WebAssembly.compileStreaming(fetch('/dist/hrcore.wasm')));
