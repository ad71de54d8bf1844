// The pocket's store: items in IndexedDB, brought to what the portal holds by telling only where they differ (kontum_ttdn/pocket/sealing.py is
// the other side). Each batch is kept as it comes, so that a link that is cut costs nothing twice.

const Pocket = (() => {
  const BUCKETS = 256, WIDTH = 8, AT_ONCE = 500, FOLDED = 1; // FOLDED goes up when folding.js changes: then kept words are made anew
  const DAY = 86400000, TERM = 60;
  let opened = null;

  function database() {
    opened = opened || new Promise((resolve, reject) => {
      const asking = indexedDB.open("pocket", 1);
      asking.onupgradeneeded = () => {
        asking.result.createObjectStore("items", { keyPath: "id" });
        asking.result.createObjectStore("about");
      };
      asking.onsuccess = () => resolve(asking.result);
      asking.onerror = () => reject(asking.error);
    });
    return opened;
  }

  // One transaction over one store; it is done when all of it is written.
  async function change(name, act) {
    const moving = (await database()).transaction(name, "readwrite");
    return new Promise((resolve, reject) => {
      moving.oncomplete = resolve;
      moving.onabort = moving.onerror = () => reject(moving.error);
      act(moving.objectStore(name));
    });
  }

  async function read(name, ask) {
    const asking = ask((await database()).transaction(name).objectStore(name));
    return new Promise((resolve, reject) => {
      asking.onsuccess = () => resolve(asking.result);
      asking.onerror = () => reject(asking.error);
    });
  }

  const alone = (act) => (navigator.locks ? navigator.locks.request("pocket", act) : act());
  const about = async () => (await read("about", (store) => store.get("about"))) || {};
  const note = async (changes) => {
    const said = { ...(await about()), ...changes };
    await change("about", (store) => store.put(said, "about"));
    return said;
  };
  const drop = (ids) => change("items", (store) => ids.forEach((id) => store.delete(id)));

  // The day of the phone, but never before the latest day known: setting the clock back brings nothing back.
  const today = (known) => (known.latest > Shelf.today() ? known.latest : Shelf.today());

  function prepared(id, seal, item) {
    const head = Folding.words([item.title, ...(item.names || [])].join(" \n "));
    const body = Folding.words([item.kind, item.source, ...(item.lines || []).map(([text]) => text)].join(" \n "));
    return { id, seal, item, head, body, bytes: new TextEncoder().encode(JSON.stringify(item)).length };
  }

  // What is kept and holds today. What no longer holds is deleted now, and everything is after 60 days without contact.
  async function load() {
    let known = await about();
    const day = today(known);
    if (known.contact && (Date.parse(day) - Date.parse(known.contact)) / DAY > TERM) {
      await forget({ ended: true });
      known = await about();
    }
    if (known.latest !== day) known = await note({ latest: day });
    let kept = await read("items", (store) => store.getAll());
    const over = kept.filter(({ item }) => item.until < day).map(({ id }) => id);
    if (over.length) {
      await drop(over);
      kept = kept.filter(({ item }) => !(item.until < day));
    }
    if (known.folded !== FOLDED) {
      kept = kept.map(({ id, seal, item }) => prepared(id, seal, item));
      await change("items", (store) => kept.forEach((one) => store.put(one)));
      known = await note({ folded: FOLDED });
    }
    return { kept, known, day };
  }

  async function forget(said = {}) {
    const { sound, latest } = await about();
    await change("items", (store) => store.clear());
    await change("about", (store) => store.put({ sound, latest, folded: FOLDED, ...said }, "about"));
  }

  function digests(kept) {
    const found = new Uint8Array(BUCKETS * WIDTH);
    for (const { id, seal } of kept) {
      const bucket = parseInt(id.slice(0, 2), 16) * WIDTH;
      for (let at = 0; at < WIDTH; at++) found[bucket + at] ^= parseInt(seal.slice(at * 2, at * 2 + 2), 16);
    }
    return found;
  }

  const packed = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const unpacked = (text) => Array.from(atob(text), (letter) => letter.charCodeAt(0).toString(16).padStart(2, "0")).join("");
  const bytesOf = (ids) => ids.join("").match(/../g).map((pair) => parseInt(pair, 16));

  // "signed out" and "refused" are answers, not faults: an error carries them by name.
  async function ask(address, question) {
    const answer = await fetch(address, {
      method: "POST", credentials: "same-origin", redirect: "manual",
      headers: { "Content-Type": "application/json" }, body: JSON.stringify(question),
    });
    if (answer.type === "opaqueredirect" || answer.status === 401) throw Object.assign(new Error(), { name: "SignedOut" });
    if (answer.status === 403) throw Object.assign(new Error(), { name: "Refused" });
    if (!answer.ok) throw new Error(`${answer.status} ${address}`);
    return answer.json();
  }

  // Bring what is kept to what the portal holds now. `tell(done, of)` hears of each batch.
  function sync(addresses, tell) {
    return alone(async () => {
      const { kept } = await load();
      try {
        const said = await ask(addresses.compare, { digests: kept.length ? packed(digests(kept)) : "" });
        await note({ contact: said.day });
        const { gone, wanted } = differences(kept, said.differ);
        if (gone.length) await drop(gone);
        if (wanted.length) await note({ partial: true });
        await fetchAll(addresses.items, wanted, tell);
        await note({ at: said.at, latest: said.day, leftOut: said.left_out, partial: false, ended: false });
      } catch (fault) {
        if (fault.name === "Refused") await forget();
        throw fault;
      }
    });
  }

  function differences(kept, differ) {
    const had = new Map(kept.filter(({ id }) => parseInt(id.slice(0, 2), 16) in differ).map(({ id, seal }) => [id, seal]));
    const wanted = [];
    for (const said of Object.values(differ)) {
      const pairs = unpacked(said);
      for (let at = 0; at < pairs.length; at += WIDTH * 4) {
        const id = pairs.slice(at, at + WIDTH * 2), seal = pairs.slice(at + WIDTH * 2, at + WIDTH * 4);
        if (had.get(id) !== seal) wanted.push(id);
        had.delete(id);
      }
    }
    return { gone: [...had.keys()], wanted };
  }

  async function fetchAll(address, wanted, tell) {
    for (let at = 0; at < wanted.length;) {
      const { items, done } = await ask(address, { ids: packed(bytesOf(wanted.slice(at, at + AT_ONCE))) });
      await change("items", (store) => items.forEach(([id, seal, item]) => store.put(prepared(id, seal, item))));
      at += done;
      tell(at, wanted.length);
    }
  }

  // The items that have all words, those first that have them in title or names, `sorted` as given otherwise.
  function search(sorted, question) {
    const wanted = Folding.wanted(question);
    if (!wanted.length) return [];
    const ranks = [[], [], []];
    for (const one of sorted) {
      if (wanted.every((word) => one.head.includes(word))) ranks[one.head.startsWith(wanted[0]) ? 0 : 1].push(one);
      else if (wanted.every((word) => one.head.includes(word) || one.body.includes(word))) ranks[2].push(one);
    }
    return ranks.flat();
  }

  return { load, sync, forget, note, search, today, prepared, alone };
})();
