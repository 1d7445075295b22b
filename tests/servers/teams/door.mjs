/**
 * Microsoft's sign-in, played by `oidc-provider` at Microsoft's addresses. The pages on which
 * people sign in and consent are walked through by `type` and `browse`, as a browser would.
 */
import Provider from "oidc-provider";
import { bodyOf } from "./body.mjs";

const TENANT = "organizations";
const SCOPES = [
  "openid", "offline_access", "User.Read", "Team.ReadBasic.All", "Channel.ReadBasic.All",
  "TeamMember.Read.All", "ChannelMessage.Read.All", "ChannelMessage.Send",
];
const DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

export class Door {
  clientId = "11111111-2222-3333-4444-555555555555";
  blocked = "none";
  #handle;
  #provider;
  #given = [];
  #secrets = new Set();

  constructor(base, graph) {
    this.base = base;
    const of = `/${TENANT}/oauth2/v2.0`;
    const provider = new Provider(base, {
      clients: [{
        client_id: this.clientId, application_type: "native",
        token_endpoint_auth_method: "none",
        grant_types: [DEVICE, "authorization_code", "refresh_token"],
        response_types: ["code"], redirect_uris: ["http://localhost"],
        scope: SCOPES.join(" "),
      }],
      scopes: SCOPES,
      features: { deviceFlow: { enabled: true }, devInteractions: { enabled: true } },
      routes: {
        authorization: `${of}/authorize`, device_authorization: `${of}/devicecode`,
        token: `${of}/token`, code_verification: "/devicelogin",
      },
      pkce: { required: () => true },
      // As long as Microsoft's: some keyrings take no secret of that length whole.
      formats: {
        bitsOfOpaqueRandomness: (ctx, token) => (token.kind === "RefreshToken" ? 12_000 : 256),
      },
      ttl: { DeviceCode: 900, AccessToken: 3600, RefreshToken: 86400 },
      rotateRefreshToken: true,
      issueRefreshToken: async () => true,
      findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
      cookies: { keys: ["tests"] },
    });
    provider.on("access_token.saved", (token) => {
      graph.tokens.set(token.jti, token.accountId);
      this.#given.push(token);
    });
    for (const kind of ["access_token", "refresh_token", "device_code"]) {
      provider.on(`${kind}.saved`, (secret) => this.#secrets.add(secret.jti));
    }
    this.#provider = provider;
    this.#handle = provider.callback();
  }

  async handle(request, response) {
    if (request.url === "/whose") return this.#whose(request, response);
    // Every tenant has the same door here.
    request.url = request.url.replace(/^\/[^/]+\/oauth2\//, `/${TENANT}/oauth2/`);
    if (this.blocked === "device" && request.url.endsWith("/token")) {
      const form = new URLSearchParams(await bodyOf(request));
      response.writeHead(400, { "content-type": "application/json" });
      return response.end(JSON.stringify({
        error: "invalid_grant",
        error_description: `AADSTS53003: Access has been blocked by Conditional Access policies. ${form.get("grant_type")}`,
        error_codes: [53003],
      }));
    }
    this.#handle(request, response);
  }

  /** A server that takes tokens asks whose one is, and whether it still holds. */
  async #whose(request, response) {
    const value = (request.headers.authorization ?? "").replace(/^Bearer /, "");
    const token = await this.#provider.AccessToken.find(value);
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ active: Boolean(token), sub: token?.accountId ?? null }));
  }

  /** No access token that was given so far holds any more. */
  async spend() {
    const given = this.#given.splice(0);
    await Promise.all(given.map((token) => token.destroy()));
    return { spent: given.length };
  }

  /** Everything that was given in confidence. */
  secrets() {
    return { secrets: [...this.#secrets] };
  }

  /** Somebody types a code on Microsoft's page. */
  async type(code, as) {
    const walk = new Walk(this.base);
    let page = await walk.to("/devicelogin");
    page = await walk.submit(page, { user_code: code });
    page = await walk.submit(page, { user_code: code, confirm: "yes" });
    await walk.signIn(page, as);
    return {};
  }

  /** Somebody opens the address of the sign-in; says where the browser ends. */
  async browse(url, as) {
    const walk = new Walk(this.base);
    const end = await walk.signIn(await walk.to(url), as);
    return end.elsewhere;
  }
}

/** A browser: it keeps cookies, follows within the door, and submits forms. */
class Walk {
  #cookies = new Map();

  constructor(base) {
    this.base = base;
  }

  async to(url, init = {}) {
    for (let hop = 0; hop < 12; hop += 1) {
      const target = new URL(url, this.base);
      if (target.origin !== new URL(this.base).origin) return { elsewhere: String(target) };
      const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      const answer = await fetch(target, {
        ...init, redirect: "manual", headers: { ...init.headers, cookie },
      });
      for (const line of answer.headers.getSetCookie()) {
        const [name, ...value] = line.split(";")[0].split("=");
        this.#cookies.set(name, value.join("="));
      }
      const next = answer.headers.get("location");
      if (!next) return { url: String(target), html: await answer.text() };
      url = new URL(next, target);
      init = {};
    }
    throw new Error("the sign-in goes round in circles");
  }

  submit(page, values) {
    const form = page.html.match(/<form[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/);
    if (!form) throw new Error(`no form: ${page.html.slice(0, 400)}`);
    const fields = [...form[2].matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => [
      input.match(/name="([^"]*)"/)?.[1], input.match(/value="([^"]*)"/)?.[1] ?? "",
    ]);
    const body = new URLSearchParams({ ...Object.fromEntries(fields), ...values });
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    return this.to(new URL(form[1].replaceAll("&amp;", "&"), page.url), { method: "POST", headers, body: String(body) });
  }

  /** Signs in and consents, page by page. */
  async signIn(page, as) {
    for (let step = 0; step < 4 && page.html; step += 1) {
      if (!/<form/.test(page.html)) break;
      const login = /name="login"/.test(page.html);
      page = await this.submit(page, login ? { login: as, password: "x" } : {});
    }
    return page;
  }
}
