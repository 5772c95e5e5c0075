import { describe, expect, it } from 'vitest';
import { redact } from '../../src/record/redact.ts';

const quoted = (quote: string): string => redact({ quote }).quote;

describe('names of accounts in the words of a log', () => {
  it.each([
    ['{"level":"error","user":"deploy-bot","msg":"MessageRejected"}', ['deploy-bot']],
    ['{"userName": "jane.doe", "eventName": "SendEmail"}', ['jane.doe']],
    ["{'login': 'jdoe2'}", ['jdoe2']],
    ['sasl_method=PLAIN, sasl_username=newsletter2', ['newsletter2']],
    ['USER=jenkins HOME=/home/jenkins node send.js', ['jenkins']],
    ['run_as: mailer1\nerror: 554 Message rejected', ['mailer1']],
    ['    at send (/home/jdoe/app/mail.js:12:5)', ['jdoe']],
    ['    at send (/Users/jane.doe/app/mail.js:12:5)', ['jane.doe']],
    ['at C:\\Users\\jdoe\\app\\Mailer.cs:line 12', ['jdoe']],
    ['"C:\\\\Users\\\\jdoe\\\\app\\\\mail.js"', ['jdoe']],
    ['could not write \\\\FILESRV02\\share\\out.log', ['FILESRV02']],
    ['"\\\\\\\\filesrv02\\\\mail$"', ['filesrv02']],
    ['deploy@web-01:~$ aws sesv2 send-email', ['deploy', 'web-01']],
    ['[deploy@web-01 ~]$ aws sesv2 send-email', ['deploy', 'web-01']],
    ['$ ssh deploy@bastion-3', ['deploy', 'bastion-3']],
    ['scp jdoe@build-7:/var/log/mail.log .', ['jdoe', 'build-7']],
    ['sudo[812]: jdoe : TTY=pts/0', ['jdoe']],
    ['pam_unix(sshd:session): session opened for user jdoe by (uid=0)', ['jdoe']],
    ['Failed password for invalid user jdoe from 203.0.113.9 port 4711', ['jdoe']],
  ])('%s', (line, secrets) => {
    const found = quoted(line);
    expect(secrets.filter((secret) => found.toLowerCase().includes(secret.toLowerCase()))).toEqual([]);
  });

  it.each([
    '550 5.1.1 User unknown',
    '550 5.1.1 user: unknown',
    '{"user":null,"error":"User: not found"}',
    'sudo: command not found',
    'user=root',
    'Error: login failed',
    'login: failed',
    '535 Authentication failed: user=unknown',
    'The user name or password is incorrect',
    '/home/ is full',
    'expression ^\\\\d+\\\\.',
    '554 Message rejected: Email address is not verified.',
  ])('leaves %j as it is', (line) => {
    expect(quoted(line)).toBe(line);
  });

  it('calls the same account the same everywhere, and what was redacted stays as it is', () => {
    const once = redact({ quote: 'user=jdoe /home/jdoe/app', title: 'jdoe@web-01:~$' });
    expect(once.quote).toBe('user=useraaaaab /home/useraaaaab/app');
    expect(once.title).toBe('useraaaaab@hostaaaaab:~$');
    expect(redact(once)).toEqual(once);
  });
});
