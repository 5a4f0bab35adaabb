//! Models of language, speech and images, and what is built around them.

use crate::sensitive::secrets::tokens::alphabet::Alphabet::{Alphanumeric, Hex, Lower, Url};
use crate::sensitive::secrets::tokens::form::{Form, Part, Proof, form};
use Part::{Just, Run, Text, Uuid};

const fn anthropic(prefix: &'static str) -> Form {
    form("anthropic-key", "an Anthropic key", prefix, &[Run(Url, 80, 120)])
}

const fn openai(prefix: &'static str, parts: &'static [Part]) -> Form {
    form("openai-key", "an OpenAI key", prefix, parts)
}

const fn langsmith(prefix: &'static str) -> Form {
    form("langsmith-key", "a LangSmith key", prefix, &[Just(Hex, 32), Text("_"), Just(Hex, 10)])
}

const fn tavily(prefix: &'static str) -> Form {
    form("tavily-key", "a Tavily key", prefix, &[Just(Alphanumeric, 32)]).with(Proof::Mixed)
}

pub(super) static FORMS: &[Form] = &[
    anthropic("sk-ant-api03-"),
    anthropic("sk-ant-admin01-"),
    anthropic("sk-ant-oat01-"),
    anthropic("sk-ant-ort01-"),
    anthropic("sk-ant-sid01-"),
    openai("sk-proj-", &[Run(Url, 40, 200)]),
    openai("sk-svcacct-", &[Run(Url, 40, 200)]),
    openai("sk-admin-", &[Run(Url, 40, 200)]),
    // `OpenAI` in Base64.
    openai("sk-", &[Just(Alphanumeric, 48)]).with(Proof::Holds("T3BlbkFJ")),
    form("huggingface-token", "a Hugging Face token", "hf_", &[Just(Alphanumeric, 34)]),
    form("huggingface-token", "a Hugging Face token", "api_org_", &[Just(Alphanumeric, 34)]),
    form("replicate-token", "a Replicate token", "r8_", &[Just(Alphanumeric, 37)]).with(Proof::Mixed),
    form("groq-key", "a Groq key", "gsk_", &[Just(Alphanumeric, 52)]).with(Proof::Mixed),
    form("xai-key", "an xAI key", "xai-", &[Just(Alphanumeric, 80)]),
    form("perplexity-key", "a Perplexity key", "pplx-", &[Run(Alphanumeric, 48, 56)]),
    form("nvidia-key", "an NVIDIA key", "nvapi-", &[Run(Url, 60, 70)]),
    form("openrouter-key", "an OpenRouter key", "sk-or-v1-", &[Just(Hex, 64)]),
    form("cerebras-key", "a Cerebras key", "csk-", &[Just(Lower, 48)]).with(Proof::Mixed),
    form("together-key", "a Together AI key", "tgp_v1_", &[Just(Url, 43)]),
    form("fireworks-key", "a Fireworks AI key", "fw_", &[Just(Alphanumeric, 24)]).with(Proof::Mixed).weak(),
    form("deepseek-key", "a DeepSeek key", "sk-", &[Just(Hex, 32)]).weak(),
    form("elevenlabs-key", "an ElevenLabs key", "sk_", &[Just(Hex, 48)]),
    form("jina-key", "a Jina AI key", "jina_", &[Just(Hex, 32), Just(Url, 28)]),
    form("langfuse-key", "a Langfuse secret key", "sk-lf-", &[Uuid]),
    langsmith("lsv2_pt_"),
    langsmith("lsv2_sk_"),
    form(
        "pinecone-key",
        "a Pinecone key",
        "pcsk_",
        &[Run(Alphanumeric, 5, 6), Text("_"), Just(Alphanumeric, 63)],
    ),
    tavily("tvly-"),
    tavily("tvly-dev-"),
    tavily("tvly-prod-"),
    form("firecrawl-key", "a Firecrawl key", "fc-", &[Just(Hex, 32)]).weak(),
];
