import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { deriveSmtpPassword } from '../../src/probes/smtp/password.ts';
import { healthyWorld } from '../lab/healthy-world.ts';
import { startLab } from '../lab/lab.ts';
import { runBuilt } from '../lab/run-built.ts';

const accessKeyId = 'AKIAIOSFODNN7EXAMPLE';
const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const password = deriveSmtpPassword(secretAccessKey, 'us-east-1');

/** What must stand nowhere: the secrets as they are, and as the wire carries them. */
const secrets = [password, secretAccessKey].flatMap((secret) => [
  secret,
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(`\0${accessKeyId}\0${secret}`).toString('base64').replace(/=+$/, ''),
]);

it.each(['PLAIN', 'LOGIN'])(
  'AUTH %s: no secret stands in any output or record, even when the server repeats it',
  async (mechanisms) => {
    const folder = await mkdtemp(join(tmpdir(), 'ses-doctor-secrets-'));
    const world = healthyWorld();
    world.aws.credentials = { accessKeyId, secretAccessKey };
    world.smtp = { numbers: 'free', ports: { 587: { echo: true, mechanisms } } };
    const lab = await startLab(world, { authoritativePort: 0 });
    try {
      const file = (name: string): string => join(folder, name);
      const outputs = ['json', 'ndjson', 'md', 'html', 'xml', 'sarif', 'txt'].map((type) =>
        file(`report.${type}`),
      );
      const ran = await runBuilt({
        args: [
          ...lab.args,
          ...[
            '--only',
            'smtp*',
            '--verbose',
            '--try-regions',
            '--save-facts',
            file('facts.json'),
            '--no-redact',
          ],
          ...outputs.flatMap((output) => ['--output', output]),
        ],
        env: { ...lab.env, SES_SMTP_USERNAME: accessKeyId, SES_SMTP_PASSWORD: password },
      });
      expect(ran.exitCode).toBe(1);
      const sent = [...(lab.smtp?.servers.values() ?? [])].flatMap(({ dialogue }) => dialogue).join('\n');
      expect(sent).toContain(`AUTH ${mechanisms}`);
      expect(sent).not.toMatch(/^(?:MAIL|RCPT|DATA)/im);
      const texts = [ran.stdout, ran.stderr];
      for (const path of [...outputs, file('facts.json')]) texts.push(await readFile(path, 'utf8'));
      expect(texts.join('\n')).toContain('password-wrong-region');
      for (const secret of secrets) {
        for (const text of texts) expect(text).not.toContain(secret);
      }
    } finally {
      await lab.close();
      await rm(folder, { recursive: true });
    }
  },
);
