import type { Socket } from 'node:net';
import { patientTimer } from '../net/patient-timer.ts';
import { certificateWanted, wantsCertificate } from '../net/tls-handshake.ts';
import { readReply, type SmtpReply } from './reply.ts';
import { codeOf } from '../net/dial.ts';
import type { SmtpFailure } from '../../model/smtp.ts';

/** Why a step of a session did not work. Caught by the session that took the step. */
export class SmtpError extends Error {
  override readonly name = 'SmtpError';
  readonly kind: SmtpFailure['kind'];

  /** The code of the reply that was not the one to go on with; null: there was none. */
  readonly code: number | null;

  constructor(kind: SmtpFailure['kind'], message: string, code: number | null = null) {
    super(message);
    this.kind = kind;
    this.code = code;
  }
}

/** One end of an SMTP connection, in plain text or in TLS. */
export interface SmtpWire {
  /** Sends a line, if one is given, and waits for the whole reply. Throws `SmtpError`. */
  ask: (line: string | null) => Promise<SmtpReply>;
  /** What came so far and was not read as a reply. */
  unread: () => string;
  /** Stops listening. What was received and not read is thrown away. */
  release: () => void;
}

/** RFC 5321 4.5.3.1.5 allows 512 octets a line; no real reply to what we ask comes near this. */
const mostBytes = 16 * 1024;

export function openWire(
  socket: Socket,
  { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal },
): SmtpWire {
  let text = '';
  let failure: SmtpError | null = null;
  let wake: () => void = () => undefined;

  const stop = (kind: SmtpFailure['kind'], message: string): void => {
    failure ??= new SmtpError(kind, message);
    wake();
  };
  const onData = (chunk: Buffer): void => {
    // Replies are ASCII; latin1 keeps every byte and never waits for the rest of a character.
    text += chunk.subarray(0, mostBytes + 1).toString('latin1');
    if (text.length > mostBytes) {
      socket.pause();
      stop('flood', `the server sent more than ${mostBytes / 1024} KB without ending its reply`);
    }
    wake();
  };
  const onEnd = (): void => {
    stop('closed', 'the server closed the connection');
  };
  const onError = (error: Error): void => {
    // In TLS 1.3 the server's answer to a missing certificate comes after the handshake (RFC 8446 4.4.2.4).
    if (wantsCertificate(error)) stop('tls-handshake', certificateWanted);
    else stop('reset', codeOf(error) === 'ECONNRESET' ? 'the connection was reset' : 'the connection broke');
  };
  const onAbort = (): void => {
    stop('interrupted', 'interrupted while waiting for the server');
  };
  socket.on('data', onData).on('end', onEnd).on('close', onEnd).on('error', onError);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();

  return {
    ask(line) {
      if (line !== null && failure === null) socket.write(`${line}\r\n`);
      return new Promise((resolve, reject) => {
        const stopClock = patientTimer(timeoutMs, () => {
          const seconds = `${timeoutMs / 1000} s`;
          if (text === '') stop('timeout', `the server said nothing for ${seconds}`);
          else stop('slow', `after ${seconds} only ${text.length} bytes of a reply had come`);
        });
        wake = (): void => {
          const read = readReply(text);
          if (read.kind === 'more' && failure === null) return;
          stopClock();
          wake = () => undefined;
          if (read.kind === 'reply') {
            text = read.rest;
            resolve(read.reply);
            return;
          }
          reject(failure ?? new SmtpError('reply-unexpected', 'what the server sent is not an SMTP reply'));
        };
        wake();
      });
    },
    unread: () => text,
    release() {
      socket.off('data', onData).off('end', onEnd).off('close', onEnd).off('error', onError);
      signal.removeEventListener('abort', onAbort);
      text = '';
    },
  };
}
