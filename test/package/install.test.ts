import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import { startLab } from '../lab/lab.ts';
import { commandLine, worldOf } from '../lab/play.ts';
import { storyCalled } from '../lab/stories.ts';
import type { Report } from '../../src/model/report.ts';
import { nodeOf } from './node-versions.ts';

const root = resolve(import.meta.dirname, '../..');
/** An empty folder in which a user installs the tarball. */
let folder = '';
/** Where npm puts the package in it. */
let installed = '';
let tarball = '';

beforeAll(() => {
  buildIfNeeded();
  folder = mkdtempSync(join(tmpdir(), 'ses-doctor-install-'));
  // Without the build script: what is in dist/ is fresh, and other tests are using it.
  tarball = npm(['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], root).trim();
  writeFileSync(join(folder, 'package.json'), '{"private": true}');
  npm(['install', '--offline', '--no-audit', '--no-fund', `./${tarball}`], folder);
  installed = join(folder, 'node_modules/ses-doctor');
});

afterAll(() => {
  if (folder !== '') rmSync(folder, { recursive: true });
});

function npm(args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm ${args.join(' ')}: ${stderr}`);
  return stdout;
}

describe('the package', () => {
  it('installs alone: it has no dependencies', () => {
    expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'ses-doctor',
    ]);
  });

  it('is small: under 6 MB unpacked', () => {
    const bytes = filesOf(installed).reduce((sum, path) => sum + statSync(join(installed, path)).size, 0);
    expect(bytes).toBeLessThan(6_000_000);
  });

  it('holds what a user needs, and nothing of the tests', () => {
    const files = filesOf(installed).filter((path) => !path.startsWith('dist/chunks/'));
    expect(files).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'checks/README.md',
      'dist/THIRD-PARTY-LICENSES.txt',
      'dist/report.d.ts',
      'dist/sbom.cdx.json',
      'dist/ses-doctor.1',
      'dist/ses-doctor.cjs',
      'docs/ci.md',
      'docs/design.md',
      'docs/history.md',
      'docs/json.md',
      'docs/privacy.md',
      'docs/problems.md',
      'docs/schedule.yaml',
      'docs/survey.md',
      'docs/test.md',
      'package.json',
      'schema/config.schema.json',
      'schema/history.schema.json',
      'schema/ignore.schema.json',
      'schema/recipients.schema.json',
      'schema/report.schema.json',
      'schema/survey.schema.json',
    ]);
  });

  it('has every file that package.json names', () => {
    const { bin, man, types, exports } = JSON.parse(text('package.json')) as {
      bin: Record<string, string>;
      man: string[];
      types: string;
      exports: Record<string, string | { types: string }>;
    };
    const named = Object.values(exports).map((one) => (typeof one === 'string' ? one : one.types));
    for (const path of [...Object.values(bin), ...man, types, ...named])
      expect(existsSync(join(installed, path)), path).toBe(true);
  });

  it('brings its man page along when it is installed globally', () => {
    const prefix = join(folder, 'global');
    npm(
      ['install', '--global', '--offline', '--no-audit', '--no-fund', '--prefix', prefix, `./${tarball}`],
      folder,
    );
    expect(existsSync(join(prefix, 'share/man/man1/ses-doctor.1'))).toBe(true);
    expect(existsSync(join(prefix, 'bin/ses-doctor'))).toBe(true);
  });

  it('gives the licence of every component of its list', () => {
    const bill = JSON.parse(text('dist/sbom.cdx.json')) as {
      bomFormat: string;
      components: { group?: string; name: string; version: string; purl: string; licenses: unknown[] }[];
      dependencies: { ref: string; dependsOn: string[] }[];
    };
    expect(bill.bomFormat).toBe('CycloneDX');
    const licences = text('dist/THIRD-PARTY-LICENSES.txt');
    const references = new Set(bill.dependencies.map(({ ref }) => ref));
    expect(bill.components.length).toBeGreaterThan(20);
    for (const { group, name, version, purl, licenses } of bill.components) {
      expect(licenses).toHaveLength(1);
      expect(references).toContain(purl);
      expect(licences).toContain(`${group === undefined ? name : `${group}/${name}`} ${version} (`);
    }
    expect(licences).toContain('Public Suffix List');
  });

  it('has types that a program can be written against', { timeout: 180_000 }, () => {
    const program = [
      "import type { Finding, Report } from 'ses-doctor';",
      'export const codes = (report: Report): readonly string[] =>',
      '  report.stages.flatMap(({ checks }) => checks.flatMap(({ findings }) => findings.map((one: Finding) => one.code)));',
      '// @ts-expect-error: there is no such verdict',
      "export const isSplendid = (report: Report): boolean => report.verdict === 'splendid';",
    ];
    writeFileSync(join(folder, 'reads-a-report.ts'), program.join('\n'));
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const flags = ['--ignoreConfig', '--noEmit', '--strict', '--module', 'nodenext'];
    const { status, stdout } = spawnSync(process.execPath, [tsc, ...flags, 'reads-a-report.ts'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });

  it('has a man page that man and mandoc render without a warning', ({ skip }) => {
    const page = join(installed, 'dist/ses-doctor.1');
    const man = spawnSync('man', ['--warnings', '-l', page], { encoding: 'utf8' });
    const mandoc = spawnSync('mandoc', ['-T', 'lint', '-W', 'warning', page], { encoding: 'utf8' });
    if (man.error !== undefined && mandoc.error !== undefined) {
      console.warn('neither man nor mandoc is installed: the man page is not rendered');
      skip();
    }
    if (man.error === undefined) {
      expect(man.stderr).toBe('');
      expect(man.stdout).toContain('ses-doctor - find out why');
    }
    if (mandoc.error === undefined) expect(mandoc.stdout).toBe('');
  });
});

describe.each([
  ['the Node that runs', () => process.execPath],
  ['Node 20', () => nodeOf(20)],
  ['Node 24', () => nodeOf(24)],
])('installed, with %s', (name, find) => {
  let node: string | null = null;

  beforeAll(() => {
    node = find();
    if (node === null) console.warn(`${name} cannot be had here: the package is not tried with it`);
  }, 120_000);

  it('answers, explains, lists, and looks without any world', async ({ skip }) => {
    if (node === null) return skip();
    const { version } = JSON.parse(text('package.json')) as { version: string };
    expect(await run(node, ['--version'])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });

    const explained = await run(node, [
      'explain',
      '535 Authentication Credentials Invalid',
      '--format',
      'json',
    ]);
    expect(explained.code).toBe(1);
    expect((JSON.parse(explained.stdout) as Report).causes).toContain('smtp-credentials/rejected');

    expect((await run(node, ['checks', 'dkim/name-doubled'])).stdout).toContain('Severity: error');
    expect((await run(node, ['policy', '--only', 'dkim-records'])).stdout).toContain('ses:GetEmailIdentity');

    const alone = await run(node, ['--identity', 'shop.example', '--no-aws', '--no-dns', '--no-smtp']);
    expect(alone).toMatchObject({ code: 3, stderr: '' }); // nothing was looked at
  }, 180_000);

  it('finds what is wrong in a lab scenario', async ({ skip }) => {
    if (node === null) return skip();
    const story = await storyCalled('sandbox/account');
    if (typeof story === 'string') throw new Error(story);
    const lab = await startLab(worldOf(story), { authoritativePort: 0 });
    try {
      const args = [...commandLine(story, lab), '--only', 'account', '--format', 'json'];
      const { code, stdout } = await run(node, args, { ...lab.env, ...story.env });
      expect((JSON.parse(stdout) as Report).causes).toEqual(['sandbox/account-in-sandbox']);
      expect(code).toBe(1);
    } finally {
      await lab.close();
    }
  }, 180_000);
});

const text = (path: string): string => readFileSync(join(installed, path), 'utf8');

const filesOf = (path: string): readonly string[] =>
  readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((one) => statSync(join(path, one)).isFile())
    .sort();

/** Runs the installed program in the user's folder. Asynchronous: the lab answers from this process. */
async function run(
  node: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(node, [join(folder, 'node_modules/.bin/ses-doctor'), ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, CI: 'true', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number>((done, fail) => {
    child.on('error', fail).on('close', (status) => {
      done(status ?? -1);
    });
  });
  return { code, stdout, stderr };
}
