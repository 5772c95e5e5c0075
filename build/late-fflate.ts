/* Takes the place of fflate in the bundle (see bundle.ts): its tables cost milliseconds to make. */
import type * as fflate from 'fflate/browser';
import { lateModule } from './late-module.ts';

const loaded = lateModule<typeof fflate>('fflate.cjs', 'Gunzip');

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
