/* Takes the place of fflate in the bundle (see bundle.ts): its tables cost milliseconds to make. */
import { createRequire } from 'node:module';
import type * as fflate from 'fflate/browser';

let all: typeof fflate | null = null;

// In the bundle, which is CommonJS, __filename is that of the chunk.
const loaded = (): typeof fflate => (all ??= createRequire(__filename)('./fflate.cjs') as typeof fflate);

/* What a constructor returns takes the place of what `new` made. */

export function Gunzip(callback: fflate.FlateStreamHandler): fflate.Gunzip {
  return new (loaded().Gunzip)(callback);
}

export function Unzip(callback: fflate.UnzipFileHandler): fflate.Unzip {
  return new (loaded().Unzip)(callback);
}

export function UnzipInflate(): fflate.UnzipDecoder {
  return new (loaded().UnzipInflate)();
}
/** As in fflate: the number of the method in a ZIP file, "deflated" (APPNOTE 4.4.5). */
UnzipInflate.compression = 8;
