import { mentions } from '../mentions.ts';

const longest = 100;
const mailPort = /(?<![\d.])(25|465|587|2465|2587)(?![\d.]\d|\d)/u;
/** What may stand beside the port: how it failed, and the words, addresses and signs of a connection, in whatever order. */
const ofConnection =
  /(?<![a-z\d])(?:(?:wsa)?e(?:timedout|connrefused|connreset|connaborted|hostunreach|netunreach|sockettimedout|pipe)|time(?:d|s)?[ -]?outs?|timing out|refus(?:ed|es)|reset(?: by peer)?|unreachable|no route(?: to host)?|no (?:answer|response)|clos(?:ed|es)|dropped|blocked|connect(?:ion|ing|ed)?|smtps?|error|errno|port|tcp|socket|syscall|dial|telnet|nc|to|on|at|for|from|while|is|was|by|the|host|address|code|failed|(?:\d{1,3}\.){3}\d{1,3}|localhost|\[?[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}\]?|-?(?:110|111|113|101|104|60|61|10060|10061))(?![a-z\d])/gu;

/**
 * The port of mail in a line that holds nothing but an attempt to connect and its end, in whatever order: `587 ETIMEDOUT`, `connect
 * timeout 587`. Null where anything else stands there: a number alone is no port.
 */
export function portOfBareAttempt(plain: string): string | null {
  if (plain.length > longest || !mentions(plain, '25', '465', '587', '2465', '2587')) return null;
  const port = mailPort.exec(plain)?.[1];
  if (port === undefined) return null;
  const rest = plain.replace(ofConnection, ' ').replace(mailPort, ' ');
  // A time of 25 seconds is more likely than the port, where nothing says that somebody connected.
  if (port === '25' && !mentions(plain, 'connect', 'port', 'dial', 'econn', 'etimed', 'unreach')) return null;
  const isFailure = mentions(
    plain,
    ...['time', 'refus', 'reset', 'unreach', 'route', 'clos', 'drop', 'block', 'no answer', 'no response'],
    ...['econn', 'epipe'],
  );
  return isFailure && !/[a-z\d]/u.test(rest) ? port : null;
}
