// Reads Argdown as its makers do: a JSON array of sources comes in, what each holds goes out.
const { ArgdownApplication, ModelPlugin, ParserPlugin } = require("@argdown/core");

const app = new ArgdownApplication();
app.addPlugin(new ParserPlugin(), "parse-input");
app.addPlugin(new ModelPlugin(), "build-model");

function read(input) {
  const found = app.run({ process: ["parse-input", "build-model"], input, logLevel: "silent" });
  const words = (member) => (member.members ?? []).map((one) => one.text).find((text) => text?.trim()) ?? "";
  return {
    errors: [...(found.lexerErrors ?? []), ...(found.parserErrors ?? [])].map((one) => one.message),
    words: Object.fromEntries(
      [...Object.values(found.statements ?? {}), ...Object.values(found.arguments ?? {})].map(
        (member) => [member.title, words(member)],
      ),
    ),
    relations: (found.relations ?? []).map((one) => [
      one.from.title, one.relationType, one.to?.title ?? "",
    ]),
    steps: Object.values(found.arguments ?? {}).map((argument) => [
      argument.title, (argument.pcs ?? []).map((step) => [step.role, step.title]),
    ]),
  };
}

const sources = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(sources.map(read)));
