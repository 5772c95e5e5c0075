import { once } from '../../model/once.ts';
import { mentions } from '../mentions.ts';
import { parseRefusal } from '../identity-refusal.ts';
import { addressesIn } from '../names.ts';
import type { InRole, Role } from './roles.ts';
import { alternativesOf, foldedText } from './terms.ts';

/**
 * Who sends and who receives, where a person tells it beside a refusal of SES: "ann@example.com is the customer", "the From address is …".
 * SES does not say which of them the identity was that it refused.
 */

const whoReceives = `customer*, client, clients, client's, recipient*, addressee*, buyer*, subscriber*, guest, guests, who signed up, who ordered, who registered, kunde, kunden, kundin, kundinnen, empfanger*, besteller*,
  destinataire*, cliente, clienti, clientes, destinatari*, acheteur, comprador*, acquirente, klant*, ontvanger*, klient*, odbiorc*, nabywc*, kund, kunden, kundens, mottagar*, modtager*, mottaker*, asiakas*, asiakk*, vastaanottaj*,
  zakaznik*, prijemc*, vevo*, ugyfel*, cimzett*, clientul*, destinatar*, musteri*, alici*, клиент*, покупател*, получател*, клієнт*, одержувач*, отримувач*, πελατ*, παραληπτ*`;
const whoSends = `from address*, from domain, from header, from field, from line, the from, our from, sender*, sending address, sending domain, we send from, we send as, our own, our domain, our address, absender*, unsere domain, unsere adresse, unserer domain, unserer adresse, wir senden von,
  expediteur*, emetteur, notre domaine, notre adresse, remitente*, nuestro dominio, nuestra direccion, mittente*, nostro dominio, nostro indirizzo, afzender*, ons domein, ons adres, ons eigen, remetente*, nosso dominio, nosso endereco, nadawc*, nasza domena, nasz adres,
  avsandar*, afsender*, avsender*, lahettaj*, odesilatel*, felado*, kuldo*, expeditor*, gonderen*, gonderic*, отправител*, наш адрес, наш домен, відправник*, αποστολε*`;
const east: Readonly<Record<Role, RegExp>> = {
  recipients:
    /\u5ba2\u6237|\u987e\u5ba2|\u6536\u4ef6\u4eba|\u9867\u5ba2|\u304a\u5ba2\u69d8|\u53d6\u5f15\u5148|\u53d7\u4fe1\u8005|\u5b9b\u5148|\u5b9b\u3066|\uace0\uac1d|\uc218\uc2e0\uc790|\ubc1b\ub294 ?\uc0ac\ub78c/gu,
  senders:
    /\u53d1\u4ef6|\u53d1\u9001\u65b9|\u5bc4\u4ef6|\u5dee\u51fa\u4eba|\u9001\u4fe1\u5143|\u9001\u4fe1\u8005|\ubcf4\ub0b4\ub294 ?\uc0ac\ub78c|\ubc1c\uc2e0/gu,
};
const words = (list: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\d])(?:${alternativesOf(list)})(?!\\p{L})`, 'gu');
const roleWords = once((): Readonly<Record<Role, RegExp>> => ({
  recipients: words(whoReceives),
  senders: words(whoSends),
}));

/** What is said not to be so. */
const notSo =
  /(?:\b(?:not|no|n't|never|nicht|kein\w{0,2}|pas|non|niet|geen|nao|nie|inte|ikke|ei|neni|nem|nu)|(?<!\p{L})(?:\u043d\u0435|\u03b4\u03b5\u03bd)) (?:[^\s,;:]{1,12} ){0,2}$/u;
/** What begins a sentence that speaks of what was named before it. */
const pointing =
  /^\W{0,4}(?:that|this|it|the (?:failing |rejected |named )?(?:address|one)|das|dies\w{0,2}|die adresse|c'est|ce(?:tte|la|ci)?|l'adresse|es|esa?|esta|este|la direccion|e|questo|quell\w|l'indirizzo|dat|dit|het adres|esse|essa|isso|o endereco|to (?:jest|adres|nasz|klient|odbiorc|nadawc)\w{0,4}|ten adres|adres|det|den|den har|adressen|se|tama|ez|az|a cim|asta|adresa|bu|o adres|\u044d\u0442\u043e|\u044d\u0442\u043e\u0442|\u0446\u0435|\u03b1\u03c5\u03c4\u03b7?)(?!\p{L})|^\W{0,4}(?:\u8fd9|\u8be5|\u3053\u308c|\u3053\u306e|\u305d\u306e|\uc774|\uadf8)/u;

/** The refusal itself, up to the identities that it names. */
const refusal =
  /(?:[\w.]{0,60}(?:rejected|exception)\b[^:\n]{0,40}: )?(?:email address(?:es)? (?:is|are) not verified\W{1,3})?the following identities failed the check in region [\w-]{4,24}\s{0,3}:?/iu;

/** How far from an address the word may stand that says what it is, in letters. */
const reach = 60;

interface Found {
  role: Role;
  start: number;
  end: number;
}

function wordsIn(folded: string): readonly Found[] {
  const found: Found[] = [];
  for (const role of ['recipients', 'senders'] as const)
    for (const pattern of [roleWords()[role], east[role]])
      for (const match of folded.matchAll(pattern))
        if (!notSo.test(folded.slice(0, match.index)))
          found.push({ role, start: match.index, end: match.index + match[0].length });
  return found;
}

/** The role whose word stands nearest to an address; null where two of different roles are as near, or none is. */
function nearest(found: readonly Found[], start: number, end: number): Role | null {
  const near = found
    .map((one) => ({ role: one.role, far: one.end <= start ? start - one.end : one.start - end }))
    .filter(({ far }) => far >= 0 && far <= reach)
    .sort((one, other) => one.far - other.far);
  const [first, second] = near;
  return second?.far === first?.far && second?.role !== first?.role ? null : (first?.role ?? null);
}

/** The roles that sentences beside a refusal tell of addresses; one that is told in both is left out. */
export function rolesTold(lines: readonly string[]): readonly InRole[] {
  const text = lines.join('\n');
  if (text.length > 6000 || !mentions(text, 'failed the check in region')) return [];
  const match = refusal.exec(text);
  if (match === null) return [];
  const { identities } = parseRefusal(text);
  const list = match.index + match[0].length;
  const lower = text.toLowerCase();
  const end = identities.reduce((last, one) => {
    const at = lower.indexOf(one.toLowerCase(), list);
    return at === -1 ? last : Math.max(last, at + one.length);
  }, list);
  const found = new Map<string, Set<Role>>();
  const add = (address: string, role: Role): void => {
    const key = address.toLowerCase();
    found.set(key, (found.get(key) ?? new Set()).add(role));
  };
  const behind = sentencesOf(text.slice(end));
  for (const sentence of [...sentencesOf(text.slice(0, match.index)), ...behind]) {
    const folded = foldedText(sentence);
    const told = wordsIn(folded);
    if (told.length === 0) continue;
    const addresses = addressesIn(folded);
    for (const address of addresses) {
      const start = folded.indexOf(address);
      const role = nearest(told, start, start + address.length);
      if (role !== null) add(address, role);
    }
    const [only] = identities;
    const roles = new Set(told.map(({ role }) => role));
    const [role] = roles;
    if (
      addresses.length === 0 &&
      identities.length === 1 &&
      only !== undefined &&
      role !== undefined &&
      roles.size === 1 &&
      behind.includes(sentence) &&
      pointing.test(folded)
    )
      add(only, role);
  }
  return [...found].flatMap(([address, roles]) => {
    const [role] = roles;
    return roles.size === 1 && role !== undefined ? [{ role, address }] : [];
  });
}

const sentencesOf = (text: string): readonly string[] =>
  text
    .replace(/(?<=[\p{L},])\n(?=\p{Ll})/gu, ' ')
    .split(/[.;!?](?=\s|$)|[\u3002\uff01\uff1f]|\n/u)
    .filter((sentence) => sentence.trim() !== '');
