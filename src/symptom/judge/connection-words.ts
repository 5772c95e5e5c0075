import type { ConnectionFault } from '../observe/connection-fault.ts';
import { foldedText, termsOf } from '../observe/terms.ts';
import { type Explanation, scopesOf, weighBy } from './evidence.ts';

/** What connects, what is looked up, and what becomes of it, in the languages that systems speak; accents are left out. */
const concepts = {
  connection: termsOf(
    `verbindung*, verbinden, connexion, conexion*, conectar, conexao, connessione, соединени*, подключени*, 接続, 连接, 連線, 연결, verbinding, polaczeni*, anslutning*, forbindelse*, pripojeni*, baglanti, zielcomputer, zielhost, equipo de destino, hote distant, ordinateur cible, host remoto, socket*, kapcsolat, yhteys`,
  ),
  name: termsOf(
    `host, hostname, rechnername, servername, hote, nom d'hote, nom de l'hote, nombre, servidor, servidor de correo, nome, anfitrion, хост*, узел, имя, ホスト*, 主机*, 主機*, 호스트, hostnaam, serwer*, vardnamn, sunucu`,
  ),
  refused: termsOf(
    `verweiger*, abgelehnt, refuse*, refus, denego, deneg*, rechaz*, recus*, rifiut*, отверг*, отказ*, отклон*, 拒否*, 拒绝*, 拒絕*, 거부*, geweigerd, odrzuc*, odmow*, nekad*, afvist, odmitnut*, reddedil*`,
  ),
  late: termsOf(
    `zeituberschreitung*, zeitlimit, nicht rechtzeitig, nach einer bestimmten zeit*, keine antwort, delai*, temps imparti, expire*, tiempo de espera*, agotado, tempo limite, tempo esgotado, esgot*, scadut*, tempo scaduto, tempo di attesa, время ожидания, истекло, таймаут*, タイムアウト*, 超时*, 逾時*, 시간 초과, time-out, verstreken, przekroczon*, limit czasu, tidsgrans*, vyprsel*, zaman asimi`,
  ),
  cut: termsOf(
    `zuruckgesetzt, abgebrochen, geschlossen, reinitialis*, interrompu*, fermee, restablec*, reinici*, interrumpi*, cerr*, redefinid*, encerrad*, interrotta, ripristin*, chiusa, reimpostat*, сброш*, разорван*, прерван*, リセット*, 切断*, 重置*, 중단*, 재설정*, zerwan*, zresetowan*, aterstalldes, verbroken`,
  ),
  unknown: termsOf(
    `nicht bekannt, unbekannt*, nicht gefunden, nicht auflos*, nicht aufgelost, inconnu*, introuvable*, desconocid*, no se encuentra, no se encontro, no se pudo resolver, desconhecid*, nao encontrad*, nao e conhecid*, nao foi possivel resolver, sconosciut*, non trovat*, impossibile risolvere, неизвест*, не найден*, 不明*, 見つかりません, 未知*, 无法解析*, 無法解析*, 알 수 없는, onbekend*, nieznan*, okand*, neznam*, bilinmeyen`,
  ),
  unreachable: termsOf(
    `nicht erreichbar, keine route, inaccessible*, aucun itineraire, inalcanzable*, sin ruta, ninguna ruta, no hay ruta, inacessivel, sem rota, irraggiungibil*, nessuna route, недоступ*, нет маршрута, 到達できません, 无法访问, 不可达, onbereikbaar, nieosiagaln*`,
  ),
  noConnection: termsOf(
    `keine verbindung .. herstellen, keine .. verbindung, verbindung .. {nicht|konnte nicht|kann nicht} .. hergestellt, {connexion|connection} .. {pas pu|pas ete} .. etabli*, {no se pudo|no se ha podido|no se puede|no fue posible} .. establecer .. {conexion|comunicacion}, {impossibile|non e stato possibile} .. stabilire .. {connessione|collegamento}, nao foi possivel estabelecer .. {conexao|ligacao}, niet tot stand, {не удалось|невозможно} .. установить .. {соединени*|подключени*}, 接続を確立できません, {无法建立|無法建立} .. {连接|連線}, 연결을 설정할 수 없습니다, nie mozna nawiazac, inte .. uppratta .. anslutning*, impossible de se connecter, connexion impossible, impossible d'etablir, no se puede conectar, no se pudo conectar, nao foi possivel {conectar|ligar}, impossibile {connettersi|collegarsi}, kon niet verbinden, kan geen verbinding, не удалось подключ*, не удается подключ*, 接続できません, 接続に失敗, 无法连接*, 無法連線*, nie mozna polaczyc, nie udalo sie polaczyc, kunde inte ansluta`,
  ),
};
type Concept = keyof typeof concepts;

/** A cause, with how surely its words name it: the act of refusing says more than that nothing came of it. */
interface Cause extends Explanation<Concept> {
  fault: ConnectionFault;
  weight: number;
}

const cause = (
  code: string,
  step: ConnectionFault['step'],
  all: readonly Concept[],
  weight: number,
): Cause => ({ codes: [code], all, fault: { code, step }, weight });

/** In any order: each is weighed by itself. */
export const connectionCauses: readonly Cause[] = [
  cause('smtp/connection-refused', 'connect', ['connection', 'refused'], 6),
  cause('smtp/port-blocked', 'connect', ['connection', 'late'], 5),
  cause('smtp/connection-reset', 'reply', ['connection', 'cut'], 4.5),
  cause('smtp/name-not-resolved', 'name', ['name', 'unknown'], 4),
  cause('smtp/no-route', 'connect', ['connection', 'unreachable'], 3.5),
  // That there is none may have every cause.
  cause('smtp/port-blocked', 'connect', ['noConnection'], 2),
];

/** English words are those of tables; a line in it needs no guess. */
const isForeign =
  /[\u0080-\uffff]|\b(?:aucun|no se|desconocido|der|das|ist|nicht|konnte|keine|le|les|est|pas|une|el|los|espera|conexion|nao|il|non|het|niet|nie|det|inte|impossible de|impossibile|verbindung|connexion impossible)\b/u;

/** Accents that folding takes away. */
const hasForeignLetter = /[\u00c0-\u024f]/u;

/**
 * Why a connection failed, by the words in which the system of another language tells of it; null when it tells of none.
 * What stands in one clause counts more than what a line holds in all.
 */
export function faultByWords(line: string, causes = connectionCauses): ConnectionFault | null {
  const folded = foldedText(line.slice(0, 2000));
  if (!isForeign.test(folded) && !hasForeignLetter.test(line)) return null;
  const [best] = weighBy<Concept, Cause>(scopesOf(folded.split(/[.;:!?](?= |$)/u)), causes, {
    reads: (scope) => (concept) => concepts[concept].test(scope),
    weightOf: ({ weight }) => weight,
  });
  return best?.explanation.fault ?? null;
}
