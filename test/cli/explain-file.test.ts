import { describe, expect, it } from 'vitest';
import { runInProcess } from '../lab/run-in-process.ts';

const files = {
  'bounce.txt': '550 5.1.1 user unknown',
  '535': '550 5.1.1 user unknown',
  'message rejected': '550 5.1.1 user unknown',
};
const explain = async (
  ...args: readonly string[]
): Promise<{ code: number; first: string; said: string }> => {
  const { exitCode, stdout, stderr } = await runInProcess({
    args: ['explain', ...args, '--json'],
    files,
    env: {},
    authoritativePort: 0,
  });
  const [first = ''] = (JSON.parse(stdout) as { causes: string[] }).causes;
  return { code: exitCode, first, said: stderr };
};

describe('explain of one bare word', () => {
  it('reads the file that it names, and says so', async () => {
    const { code, first, said } = await explain('bounce.txt');
    expect({ code, first }).toEqual({ code: 1, first: 'bounce/unknown-user' });
    expect(said).toMatch(/"bounce\.txt" is the name of a file/);
  });

  it('says what a number means, and that there is a file of that name', async () => {
    const { first, said } = await explain('535');
    expect(first).toMatch(/^smtp-credentials\//);
    expect(said).toMatch(/535 is taken as a number; .*--file/);
  });

  it('says what an error means where no file has its name', async () => {
    expect(await explain('MessageRejected')).toMatchObject({
      code: 1,
      first: 'identity/not-verified',
      said: '',
    });
  });

  it('takes several words as the text', async () => {
    expect((await explain('bounce.txt', '550 5.2.2 mailbox full')).first).toBe('bounce/mailbox-full');
  });
});
