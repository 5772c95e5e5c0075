import type { ConnectionFault } from './connection-fault.ts';
import { anyOf, foldedText } from './terms.ts';

/** What connects, and what is looked up, in the languages that systems speak; accents are left out. */
const connection = anyOf(
  `verbindung*, verbinden, connexion, conexion*, conectar, conexao, connessione, соединени*, подключени*, 接続, 连接, 連線, 연결, verbinding, polaczeni*, anslutning*, forbindelse*, pripojeni*, baglanti, zielcomputer, zielhost, equipo de destino, hote distant, ordinateur cible, host remoto, socket*, kapcsolat, yhteys`.split(
    ', ',
  ),
);
const name = anyOf(
  `host, hostname, rechnername, servername, hote, nom d'hote, nom de l'hote, nombre, servidor, servidor de correo, nome, anfitrion, хост*, узел, имя, ホスト*, 主机*, 主機*, 호스트, hostnaam, serwer*, vardnamn, sunucu`.split(
    ', ',
  ),
);

/** The predicates, narrow before wide: what names the act of refusing comes before what names only that it failed. */
const predicates: readonly {
  terms: ReturnType<typeof anyOf>;
  fault: ConnectionFault;
  of: 'connection' | 'name' | 'any';
}[] = [
  {
    terms: anyOf(
      `verweiger*, abgelehnt, refuse*, refus, denego, deneg*, rechaz*, recus*, rifiut*, отверг*, отказ*, отклон*, 拒否*, 拒绝*, 拒絕*, 거부*, geweigerd, odrzuc*, odmow*, nekad*, afvist, odmitnut*, reddedil*`.split(
        ', ',
      ),
    ),
    fault: { code: 'smtp/connection-refused', step: 'connect' },
    of: 'connection',
  },
  {
    terms: anyOf(
      `zeituberschreitung*, zeitlimit, nicht rechtzeitig, nach einer bestimmten zeit*, keine antwort, delai*, temps imparti, expire*, tiempo de espera*, agotado, tempo limite, tempo esgotado, esgot*, scadut*, tempo scaduto, tempo di attesa, время ожидания, истекло, таймаут*, タイムアウト*, 超时*, 逾時*, 시간 초과, time-out, verstreken, przekroczon*, limit czasu, tidsgrans*, vyprsel*, zaman asimi`.split(
        ', ',
      ),
    ),
    fault: { code: 'smtp/port-blocked', step: 'connect' },
    of: 'connection',
  },
  {
    terms: anyOf(
      `zuruckgesetzt, abgebrochen, geschlossen, reinitialis*, interrompu*, fermee, restablec*, reinici*, interrumpi*, cerr*, redefinid*, encerrad*, interrotta, ripristin*, chiusa, reimpostat*, сброш*, разорван*, прерван*, リセット*, 切断*, 重置*, 중단*, 재설정*, zerwan*, zresetowan*, aterstalldes, verbroken`.split(
        ', ',
      ),
    ),
    fault: { code: 'smtp/connection-reset', step: 'reply' },
    of: 'connection',
  },
  {
    terms: anyOf(
      `nicht bekannt, unbekannt*, nicht gefunden, nicht auflos*, nicht aufgelost, inconnu*, introuvable*, desconocid*, no se encuentra, no se encontro, no se pudo resolver, desconhecid*, nao encontrad*, nao e conhecid*, nao foi possivel resolver, sconosciut*, non trovat*, impossibile risolvere, неизвест*, не найден*, 不明*, 見つかりません, 未知*, 无法解析*, 無法解析*, 알 수 없는, onbekend*, nieznan*, okand*, neznam*, bilinmeyen`.split(
        ', ',
      ),
    ),
    fault: { code: 'smtp/name-not-resolved', step: 'name' },
    of: 'name',
  },
  {
    terms: anyOf(
      `nicht erreichbar, keine route, inaccessible*, aucun itineraire, inalcanzable*, sin ruta, ninguna ruta, no hay ruta, inacessivel, sem rota, irraggiungibil*, nessuna route, недоступ*, нет маршрута, 到達できません, 无法访问, 不可达, onbereikbaar, nieosiagaln*`.split(
        ', ',
      ),
    ),
    fault: { code: 'smtp/no-route', step: 'connect' },
    of: 'connection',
  },
  {
    terms: anyOf(
      `keine verbindung .. herstellen, keine .. verbindung, impossible de se connecter, connexion impossible, impossible d'etablir, no se puede conectar, no se pudo conectar, nao foi possivel {conectar|ligar}, impossibile {connettersi|collegarsi}, kon niet verbinden, kan geen verbinding, не удалось подключ*, не удается подключ*, 接続できません, 接続に失敗, 无法连接*, 無法連線*, nie mozna polaczyc, nie udalo sie polaczyc, kunde inte ansluta`.split(
        ', ',
      ),
    ),
    fault: { code: 'smtp/port-blocked', step: 'connect' },
    of: 'any',
  },
];

/** English words are those of tables; a line in it needs no guess. */
const isForeign =
  /[\u0080-\uffff]|\b(?:der|das|ist|nicht|konnte|keine|le|les|est|pas|une|el|los|espera|conexion|nao|il|non|het|niet|nie|det|inte|impossible de|impossibile|verbindung|connexion impossible)\b/u;

/** Why a connection failed, by the words in which the system of another language tells of it; null when it tells of none. */
export function faultByWords(line: string): ConnectionFault | null {
  const folded = foldedText(line.slice(0, 2000));
  if (!isForeign.test(folded)) return null;
  const found = predicates.find(
    ({ terms, of }) =>
      terms.test(folded) && (of === 'any' || (of === 'name' ? name : connection).test(folded)),
  );
  return found?.fault ?? null;
}
