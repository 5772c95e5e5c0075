import { describe, expect, it } from 'vitest';
import { certificateCauses, certificateFault } from '../../src/symptom/judge/certificate-words.ts';
import { connectionCauses, faultByWords } from '../../src/symptom/judge/connection-words.ts';
import { setupThingIn, setupThings } from '../../src/symptom/judge/setup-notice.ts';
import { readSymptom } from '../../src/symptom/reader.ts';
import { shuffled } from '../support/shuffled.ts';

/** The verdict with the list as it stands, and with others of the same in another order. */
function inEveryOrder<T, V>(list: readonly T[], verdict: (list: readonly T[]) => V): V {
  const whole = verdict(list);
  for (const seed of [1, 7, 42, 99]) expect(verdict(shuffled(list, seed))).toEqual(whole);
  expect(verdict(list.toReversed())).toEqual(whole);
  return whole;
}

describe('why a connection failed, in the words of a system', () => {
  it.each([
    [
      'Es konnte keine Verbindung hergestellt werden, da der Zielcomputer die Verbindung verweigerte',
      'connection-refused',
    ],
    ['Verbindung fehlgeschlagen. Der Zielcomputer hat die Verbindung abgelehnt', 'connection-refused'],
    ['Connexion refusée par le serveur', 'connection-refused'],
    [
      'No se puede establecer una conexión: el equipo de destino denegó expresamente dicha conexión',
      'connection-refused',
    ],
    [
      'Подключение не установлено, т.к. конечный компьютер отверг запрос на подключение',
      'connection-refused',
    ],
    ['対象のコンピューターによって拒否されたため、接続できませんでした', 'connection-refused'],
    ['Zeitüberschreitung bei der Verbindung', 'port-blocked'],
    ['El tiempo de espera de la conexión se ha agotado', 'port-blocked'],
    ['Délai de connexion dépassé', 'port-blocked'],
    ['Impossible de se connecter au serveur', 'port-blocked'],
    ['Не удалось подключиться к серверу', 'port-blocked'],
    ['Die Verbindung wurde vom Remotehost geschlossen', 'connection-reset'],
    ['La connexion a été réinitialisée par le correspondant', 'connection-reset'],
    ['Der Host ist nicht bekannt. Es konnte keine Verbindung hergestellt werden', 'name-not-resolved'],
    ["Nom d'hôte inconnu, connexion impossible", 'name-not-resolved'],
    ['Nombre o servicio desconocido: no se pudo conectar', 'name-not-resolved'],
    ['Das Netzwerk ist nicht erreichbar, keine Verbindung', 'no-route'],
    ['Aucun itinéraire pour la connexion', 'no-route'],
  ])('%s', (text, code) => {
    expect(inEveryOrder(connectionCauses, (list) => faultByWords(text, list)?.code)).toBe(`smtp/${code}`);
  });

  it.each([
    'Die Verbindung ist hergestellt',
    'connection refused',
    'La commande a été refusée',
    'Der Empfänger ist nicht bekannt',
    'Zeitlimit für die Bestellung',
  ])('and nothing where none failed, or a table holds the words: %s', (text) => {
    expect(inEveryOrder(connectionCauses, (list) => faultByWords(text, list))).toBeNull();
  });
});

describe('what is wrong with a certificate', () => {
  it.each([
    ['certificate verify failed: certificate has expired', 'expired'],
    ['the certificate was rejected: it is not yet valid', 'expired'],
    ['Das Zertifikat ist abgelaufen und daher ungültig', 'expired'],
    ['Le certificat a expiré, validation impossible', 'expired'],
    ['certificate verify failed: hostname mismatch', 'name-mismatch'],
    ["The certificate is not valid: names don't match, hostname mismatch", 'name-mismatch'],
    ['Das Zertifikat ist ungültig: der Namen stimmt nicht', 'name-mismatch'],
    ['certificate verify failed: self-signed certificate', 'untrusted'],
    ['certificate not trusted; it has not expired', 'untrusted'],
    ['Сертификат недействителен', 'untrusted'],
    ['El certificado no es de confianza', 'untrusted'],
  ])('%s', (text, code) => {
    expect(inEveryOrder(certificateCauses, (list) => certificateFault(text, list))).toBe(
      `smtp/certificate-${code}`,
    );
  });

  it.each(['the password has expired', 'the certificate was renewed', 'the certificate has not expired'])(
    'and nothing: %s',
    (text) => {
      expect(inEveryOrder(certificateCauses, (list) => certificateFault(text, list))).toBeNull();
    },
  );
});

describe('a notice of the setup of an identity', () => {
  it.each([
    ['easy dkim', 'dkim/status-failed'],
    ['custom mail from domain', 'mail-from/failed'],
    ['mail-from', 'mail-from/failed'],
    ['domain', 'identity/verification-failed'],
    ['email address', 'identity/verification-failed'],
  ])('names %s', (name, code) => {
    expect(inEveryOrder(setupThings, (list) => setupThingIn(name, list)?.codes[0])).toBe(code);
  });

  const told = (text: string): readonly string[] =>
    readSymptom(text, { region: null }).candidates.map(({ code }) => code);
  const [good, bad, worse] = [
    'Amazon SES: DKIM setup SUCCESS for shop.example in EU (Ireland) region',
    'Amazon SES: Custom MAIL FROM domain setup FAILED for shop.example in EU (Ireland) region',
    'Amazon SES: DKIM setup FAILURE for other.example in EU (Ireland) region',
  ];

  it.each([
    [[good], ['send/no-failure']],
    [[bad], ['mail-from/failed']],
    [[good, bad], ['mail-from/failed']],
    [[bad, good], ['mail-from/failed']],
    [
      [bad, worse],
      ['mail-from/failed', 'dkim/status-failed'],
    ],
  ])('of several one that failed is a failure, wherever it stands: %j', (lines, codes) => {
    expect([...told(lines.join('\n'))].sort()).toEqual([...codes].sort());
  });
});
