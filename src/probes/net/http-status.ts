import type { Socket } from 'node:net';
import { patientTimer } from './patient-timer.ts';
import type { HttpReply } from '../../model/https.ts';

/** The head of a reply is no longer than this, or it is none (RFC 9112 section 3 lets a reader set a limit). */
const mostBytes = 16_384;

export interface HttpQuestion {
  host: string;
  path: string;
  timeoutMs: number;
  signal: AbortSignal;
}

/**
 * One GET over an open connection, and no more of its answer than the head: nothing is followed, nothing is kept. Null
 * when no HTTP comes back in time.
 */
export function askStatus(
  socket: Socket,
  { host, path, timeoutMs, signal }: HttpQuestion,
): Promise<HttpReply | null> {
  return new Promise((resolve) => {
    let text = '';
    const end = (): void => {
      stopClock();
      signal.removeEventListener('abort', end);
      socket.off('data', onData).off('close', end).off('error', end);
      resolve(readHead(text));
    };
    const onData = (chunk: Buffer): void => {
      text = (text + chunk.toString('latin1')).slice(0, mostBytes);
      if (text.includes('\r\n\r\n') || text.length >= mostBytes) end();
    };
    const stopClock = patientTimer(timeoutMs, end);
    signal.addEventListener('abort', end, { once: true });
    socket.on('data', onData).on('close', end).on('error', end);
    if (signal.aborted) end();
    else
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: ses-doctor\r\nAccept: */*\r\nConnection: close\r\n\r\n`,
      );
  });
}

function readHead(text: string): HttpReply | null {
  const [first = '', ...lines] = text.split('\r\n\r\n')[0]?.split('\r\n') ?? [];
  const [, status] = /^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(first) ?? [];
  if (status === undefined) return null;
  const header = (name: string): string | null => {
    const line = lines.find((one) => one.toLowerCase().startsWith(`${name}:`));
    return line === undefined
      ? null
      : line
          .slice(name.length + 1)
          .trim()
          .slice(0, 100);
  };
  return {
    status: Number(status),
    server: header('server'),
    // Cloudflare's word for a test that only a browser passes.
    challenged: header('cf-mitigated') !== null,
  };
}
