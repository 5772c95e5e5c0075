import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { genreOf, isDescription, isReport } from '../../src/symptom/observe/genre.ts';

const folder = 'test/symptom/texts';
interface One {
  kind: string;
  text: string;
  reads: readonly string[];
}
const texts = readdirSync(folder)
  .filter((name) => /^(?:fresh|unseen).*\.json$/u.test(name))
  .flatMap((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as readonly One[]);
const ofNobody = new Set([
  'send/unrecognised',
  'send/not-sent-by-ses',
  'send/no-failure',
  'send/not-explained-here',
  'bounce/undetermined',
]);
const judge = (text: string): boolean => isDescription(text.split('\n'));

describe('the genre of a text', () => {
  it('is that of a description for no text in which somebody has a failure', () => {
    const failures = texts.filter(({ reads }) => !reads.some((code) => ofNobody.has(code)));
    expect(failures.length).toBeGreaterThan(3000);
    expect(failures.filter(({ text }) => judge(text)).map(({ text }) => text.slice(0, 100))).toEqual([]);
  });

  it('is that of a description for most pages, rules, translations and lessons', () => {
    const described = texts.filter(({ kind }) => kind.startsWith('by their genre: '));
    const told = described.filter(({ text }) => judge(text)).length;
    expect(told / described.length).toBeGreaterThan(0.5);
  });

  it.each([
    'Wenn das Postfach des Empfängers voll ist, wird die Nachricht nach einigen Versuchen zurückgewiesen. Jede weitere Sendung zählt zum Kontingent.',
    'Lorsque la boîte du destinataire est pleine, le message est rejeté après plusieurs essais. Chaque envoi compte dans le quota.',
    'Cuando el buzón del destinatario está lleno, el mensaje es rechazado tras varios intentos. Cada envío cuenta para la cuota.',
    'Se la casella del destinatario è piena, il messaggio viene respinto dopo alcuni tentativi. Ogni invio può contare nella quota.',
    'Als de mailbox van de ontvanger vol is, wordt het bericht na enkele pogingen geweigerd. Elke verzending telt mee voor de limiet.',
    'Quando a caixa do destinatário está cheia, a mensagem é recusada após algumas tentativas. Cada envio conta para a cota.',
  ])('is told in each language: %s', (text) => {
    expect(judge(text)).toBe(true);
  });

  it.each([
    'Gestern um zehn war das Postfach voll, unsere Mail an Frau Maier wurde abgelehnt und seitdem kommt nichts mehr an.',
    'Depuis ce matin notre message est rejeté par le serveur, la boîte de notre client est pleine.',
    'Desde ayer nuestro mensaje es rechazado, el buzón de nuestro cliente está lleno.',
    'Da ieri il nostro messaggio viene respinto, la casella del nostro cliente è piena.',
    'Sinds gisteren wordt ons bericht geweigerd, de mailbox van onze klant is vol.',
    'Desde ontem a nossa mensagem é recusada, a caixa do nosso cliente está cheia.',
  ])('is that of a report where somebody tells of their own: %s', (text) => {
    expect(judge(text)).toBe(false);
    expect(isReport(text.split('\n'))).toBe(true);
  });

  it('is not asked for where a piece of a run stands among the lines', () => {
    const page = ['## Bounces', 'If the mailbox is full, the message is rejected. You should then wait.'];
    expect(genreOf(page)?.isDescription).toBe(true);
    expect(genreOf([...page, '2026-11-12T08:14:02Z 552 5.2.2 mailbox full'])).toBeNull();
  });

  it('keeps its evidence, the weightiest first', () => {
    const { evidence = [] } =
      genreOf(['## Bounces', 'If the mailbox is full, the message is rejected.', 'You should wait.']) ?? {};
    expect(evidence.length).toBeGreaterThan(3);
    const weights = evidence.map(([, weight]) => Math.abs(weight));
    expect(weights).toEqual([...weights].sort((one, other) => other - one));
  });
});
