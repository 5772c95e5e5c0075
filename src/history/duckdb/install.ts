/** Platforms that DuckDB has a binary for (the optional dependencies of @duckdb/node-bindings). */
const platforms: ReadonlySet<string> = new Set(
  ['darwin', 'linux', 'win32'].flatMap((platform) => ['arm64', 'x64'].map((arch) => `${platform}-${arch}`)),
);

/** How this program was started, for advice that fits. */
export interface Start {
  /** Path of the program's own files. */
  program: string;
  workingFolder: string;
  platform: string;
  arch: string;
}

/** What to install, in a line, when @duckdb/node-api cannot be loaded. `reason` is what the loader said. */
export function installAdvice({ program, workingFolder, platform, arch }: Start, reason: string): string {
  if (!platforms.has(`${platform}-${arch}`))
    return `history: DuckDB has no binary for ${platform} on ${arch}; run history on Linux, macOS or Windows (x64 or arm64)`;
  const command = commandFor(program.replaceAll('\\', '/'), workingFolder);
  return /Cannot find (?:package|module) '@duckdb\/node-api'/.test(reason)
    ? `history needs DuckDB, which is not installed; install it with: ${command}`
    : `history: DuckDB is installed but does not load here (${reason.split('\n')[0] ?? ''}); install it again with: ${command}`;
}

function commandFor(path: string, workingFolder: string): string {
  if (path.includes('/_npx/')) return 'npx -p ses-doctor -p @duckdb/node-api ses-doctor history …';
  const here = `${workingFolder.replaceAll('\\', '/').replace(/\/$/, '')}/`;
  return path.startsWith(here) ? 'npm install @duckdb/node-api' : 'npm install --global @duckdb/node-api';
}
