import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { account, probeWith, standIn } from './stand-in.ts';

/** Answers that are no sound HTTP, and sound ones under a false name. */

const keys = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };
let server: Server | null = null;

afterEach(() => {
  server?.close();
  server = null;
});

/** A server that says this at once, and nothing else. */
async function saying(words: string): Promise<string> {
  const made = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end(words);
  });
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
}

const body = JSON.stringify(account);
const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';

describe('an answer that is no sound HTTP is unreachable, and no fault of ours', () => {
  it.each([
    ['a mail server', '220 mail.example.com ESMTP ready\r\n', 'not-http'],
    ['a header of 1 MB', `${head}X-Long: ${'x'.repeat(1024 * 1024)}\r\n\r\n${body}`, 'too-long'],
    [
      'a length beside chunks',
      `${head}Content-Length: ${body.length}\r\nTransfer-Encoding: chunked\r\n\r\n${body}`,
      'not-http',
    ],
    ['two lengths', `${head}Content-Length: 2\r\nContent-Length: 40\r\n\r\n${body}`, 'not-http'],
    ['a chunk without a size', `${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n${body}`, 'reset'],
    ['a line break in a header', `${head}X: a\rb\r\n\r\n${body}`, 'not-http'],
    ['SSH', 'SSH-2.0-OpenSSH_9.6\r\n', 'not-http'],
    ['bytes', '\u0000\u0001\u0002', 'not-http'],
  ])('%s', async (_name, words, kind) => {
    const aws = probeWith({ endpointUrl: await saying(words), env: keys });
    await expect(aws('ses:GetAccount', {})).rejects.toMatchObject({
      reason: 'unreachable',
      why: { detail: { kind } },
    });
  });

  it('but an empty 204 is malformed', async () => {
    const aws = probeWith({ endpointUrl: await saying('HTTP/1.1 204 No Content\r\n\r\n'), env: keys });
    await expect(aws('ses:GetAccount', {})).rejects.toMatchObject({ reason: 'malformed' });
  });
});

describe('what a reply is, its body says and not its label', () => {
  it.each(['text/html', 'text/plain', 'application/octet-stream', 'text/html; charset=utf-8'])(
    'JSON labelled %s is read',
    async (contentType) => {
      const made = await standIn((_request, response) => {
        response.writeHead(200, { 'content-type': contentType }).end(body);
      });
      const aws = probeWith({ endpointUrl: made.url, env: keys });
      await expect(aws('ses:GetAccount', {})).resolves.toMatchObject({ SendingEnabled: true });
      await made.close();
    },
  );

  it.each([
    ['a page', '<!DOCTYPE html><title>Sign in</title>'],
    ['nothing', ''],
    ['words', 'Bad gateway'],
  ])('%s labelled text/html is no reply', async (_name, text) => {
    const made = await standIn((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(text);
    });
    const aws = probeWith({ endpointUrl: made.url, env: keys });
    await expect(aws('ses:GetAccount', {})).rejects.toMatchObject({ reason: 'unreachable' });
    await made.close();
  });

  it.each([
    'iam:CreateAccessKey',
    'ses:DeleteEmailIdentity',
    'ses:GetEmailIdentityPolicies',
    's3:PutBucketPolicy',
    'ses:SendEmail',
    'sts:AssumeRole',
  ])('a refusal that names %s is one of the action that was asked', async (named) => {
    const made = await standIn((_request, response) => {
      response
        .writeHead(403, { 'content-type': 'application/json', 'x-amzn-errortype': 'AccessDeniedException' })
        .end(
          JSON.stringify({
            message: `User: arn:aws:iam::111122223333:user/x is not authorized to perform: ${named}`,
          }),
        );
    });
    const aws = probeWith({ endpointUrl: made.url, env: keys });
    await expect(aws('ses:GetAccount', {})).rejects.toMatchObject({
      reason: 'access-denied',
      why: { action: 'ses:GetAccount' },
    });
    await made.close();
  });
});
