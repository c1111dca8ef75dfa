// The Bluesky servers in one process: a PLC directory in memory and a PDS; with MODE=network also an AppView (which needs
// PostgreSQL and Redis) and Ozone. Makes the accounts alice.test, bob.test and says {"ready":true} on one line when done.
import { createRequire } from 'node:module';
// Packages are looked for where npm put them, not beside this file.
const require = createRequire(process.env.NETWORK_MODULES + '/');
const load = (name) => import(require.resolve(name));
const [plcPort, pdsPort, appviewPort, ozonePort] = process.env.PORTS.split(' ').map(Number);

async function lean() {
  const plc = require('@did-plc/server');
  const { PDS } = await load('@atproto/pds');
  const { Secp256k1Keypair } = await load('@atproto/crypto');
  const directory = plc.PlcServer.create({ db: plc.Database.mock(), port: plcPort });
  await directory.start();
  const rotation = await Secp256k1Keypair.create({ exportable: true });
  const recovery = await Secp256k1Keypair.create();
  const pds = await PDS.fromEnv({
    devMode: true, port: pdsPort, hostname: 'localhost', dataDirectory: process.env.PDS_FOLDER, blobstoreDiskLocation: process.env.PDS_FOLDER + '/blobs',
    recoveryDidKey: recovery.did(), adminPassword: 'admin-pass', jwtSecret: 'jwt-secret', serviceHandleDomains: ['.test'],
    plcRotationKeyK256PrivateKeyHex: Buffer.from(await rotation.export()).toString('hex'), inviteRequired: false, disableSsrfProtection: true,
    didPlcUrl: `http://localhost:${plcPort}`, rateLimitsEnabled: !!process.env.RATE_LIMITS,
  });
  await pds.start();
  return { close: async () => { await pds.destroy(); await directory.destroy(); } };
}

async function network() {
  const { TestNetwork, mockMailer } = await load('@atproto/dev-env');
  const all = await TestNetwork.create({
    dbPostgresUrl: process.env.DB_POSTGRES_URL, dbPostgresSchema: 'cm',
    plc: { port: plcPort },
    pds: { port: pdsPort, hostname: 'localhost', enableDidDocWithSession: true },
    bsky: { port: appviewPort, publicUrl: `http://localhost:${appviewPort}`, dbPostgresSchema: 'appview_cm' },
    ozone: { port: ozonePort, dbMaterializedViewRefreshIntervalMs: 5000 },
  });
  mockMailer(all.pds);
  return { close: () => all.close(), processAll: () => all.processAll() };
}

async function call(method, body, token) {
  const answer = await fetch(`http://127.0.0.1:${pdsPort}/xrpc/${method}`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }, body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

const servers = await (process.env.MODE === 'network' ? network() : lean());
const said = { ready: true, url: `http://127.0.0.1:${pdsPort}`, appview: appviewPort ? `http://127.0.0.1:${appviewPort}` : null };
for (const name of ['alice', 'bob']) {
  const account = await call('com.atproto.server.createAccount', { handle: `${name}.test`, email: `${name}@example.com`, password: `${name}pw123` });
  const { password } = await call('com.atproto.server.createAppPassword', { name: 'cmtool' }, account.accessJwt);
  said[name] = { did: account.did, appPassword: password };
}
if (servers.processAll) await servers.processAll();
console.log(JSON.stringify(said));

let closing = false;
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, async () => {
    if (closing) return;
    closing = true;
    try { await servers.close(); } finally { process.exit(0); }
  });
}
