"""Sentences about an aspect, and what seeing the film did to its reviewer."""

import re

from film_review_phrases import lines

# Said of an aspect with one of its qualities; the same under every label.
ASPECT_FRAMES = lines("""
    {quality}=은 {aspect}
    {aspect} 이/가 {degree} {quality}=다
    {degree} {quality}=은 {aspect}
    {aspect} 이/가 {quality}=었
    {aspect} {degree} {quality}=다
    {quality}=은 {aspect} 에 {quality2}=은 {aspect2}
    {aspect} 도 {quality} 고 {aspect2} 도 {quality2}=다
    {quality} 고 {quality2}=은 {aspect}
    {quality}=은 {aspect} 과/와 {quality2}=은 {aspect2}
    {aspect} 은/는 {quality} 고 {aspect2} 은/는 {quality2}=었
    무엇 보다 {aspect} 이/가 {quality}=었
    특히 {aspect} 이/가 {degree} {quality}=었
    {quality}=은 {aspect} , {quality2}=은 {aspect2} , {quality3}=은 {aspect3}
    {aspect} 이/가 {quality}=서 {reaction}
    생각 보다 {aspect} 이/가 {quality}=었
    {quality}=은 {aspect} 의 {genre} {film}
    {genre} 영화 답게 {aspect} 이/가 {quality}=었
    {aspect} 부터 {aspect2} 까지 다 {quality}=다
    이렇게 {quality}=은 {aspect} 은/는 오랜만=이다
    {aspect} 만 봐도 {quality}=다
    {aspect} 이랑/랑 {aspect2} 이/가 {degree} {quality}=다
    {quality}=은 {aspect} 때문 에 {reaction}
    {topic} 나오 는 장면 은 {aspect} 이/가 {quality}=었
    {country} 영화 특유 의 {quality}=은 {aspect}
    보 는 내내 {aspect} 이/가 {quality}=었
    {quality}=은 {aspect} 이/가 기억 에 남*=다
    {topic} 과/와 {topic2} 의 {quality}=은 {aspect}
    전체 적 으로 {aspect} 이/가 {degree} {quality}=었
    {aspect} 이/가 이 정도 로 {quality}=은 영화 는 처음=이다
    {quality}=은 {aspect} 을/를 보여 주 는 {film}
    갈수록 {aspect} 이/가 {quality}=었
""")

# A smaller remark with a word of the opposite label, before the main one.
CONCESSIONS = lines("""
    {aspect} 은/는 {degree} {quality} 지만
    {aspect} 이/가 조금 {quality}=데
    {aspect} 은/는 {quality}=데
    {aspect} 만 빼 면
    {quality}=은 {aspect} 에도 불구 하 고
    {aspect} 은/는 {quality} 지만 그래도
    다만 {aspect} 은/는 {quality} 지만
""")

# What seeing the film did to its reviewer, in frames that two labels share.
OPPOSED_REACTIONS = lines("""
    돈 이 <너무|안> 아깝=다
    보 는 내내 <졸|웃>=었
    시간 이 <안|빨리> 가=었
    <하품|눈물> 이 나=었
    볼 가치 가 <없|있>=다
    가슴 이 <답답|뭉클> 하=었
    예매 하 길 <잘못|잘> 하=었
    끝나 고 <허탈함|여운> 이 남*=다
    <보 지 마|꼭 보> 세요
    스트레스 가 <쌓이|풀리>=었
    시간 이 <너무|하나 도 안> 아깝=다
    두 번 은 <못|꼭> 보=겠
    평점 이 왜 이렇게 <높|낮> 은지 모르=겠
    재미 가 <없|있>=었
    <환불|재관람> 하 고 싶=다
    마음 이 <무거워지|따뜻해지>=었
    추천 한 친구 가 <밉|고맙>=다
    심장 이 <식|뛰>=었
    극장 에서 볼 필요 가 <없|있>=다
    예고편 에 <속|반하>=었
    <한숨|박수> 이/가 절로 나오=었
    영화 보 고 기분 이 <나빠지|좋아지>=었
    주변 사람 들 에게 <말리|권하> 고 싶=다
    <욕|감탄> 이 나오=었
    안 보 면 <이득|손해>=이다
    끝 까지 보 기 <힘들|좋>=었
    다음 편 은 <안 볼|꼭 볼> 예정=이다
    관객 들 이 <나가|울>=었
    별 <하나|다섯 개> 도 <아깝|모자라*>=다
    머리 가 <아프|맑아지>=었
    소장 가치 <없|있>=다
    <잠|눈물> 이 쏟아지=었
    <베개|손수건> 준비 하 세요
    이런 영화 <그만|많이> 만들 어 주 세요
    엔딩 크레딧 <전 에 나가|까지 앉 아 있>=었
    기억 에서 <지우|안 지우> 고 싶=다
    보 면 <후회|행복> 하*=다
    가족 과 함께 보 기 <민망하|좋>=다
    티켓 값 이 <아깝|안 아깝>=다
    팝콘 <만 먹|도 못 먹>=었
    <졸|울> 다가 나오=었
    집 에 오 는 길 에 계속 <화 나|생각 나>=었
    속편 은 제발 <그만|빨리>
    감독 은 <반성|칭찬> 받 아야 하*=다
    내 두 시간 이 <사라지|행복하>=었
    보 고 나서 <우울해지|행복해지>=었
    한 장면 도 <못 보|못 버리>=겠
    <거르|믿> 고 보 는 감독
    주위 반응 도 <안 좋|좋>=다
    예고편 보 고 걱정 했 는데 기대 <이하|이상>=이다
""")

# And in words that one label has to itself.
OWN_REACTIONS = {
    "부정": lines("""
        시간 낭비=이다
        왜 만들었 는지 모르=겠
        무슨 말 을 하 고 싶 은 건지 모르=겠
        알바 가 너무 많=다
        시계 만 보=었
        제목 에 낚이=었
        건질 게 하나 도 없=다
        차라리 잠 이나 잘 걸
        눈 버리=었
    """),
    "긍정": lines("""
        또 보 고 싶=다
        시간 가 는 줄 모르=었
        몇 번 을 봐도 안 질리*=다
        눈 을 뗄 수 없=었
        엄마 생각 이 나=었
        많 은 생각 을 하 게 되=었
        잊 을 수 없 는 영화
        울 다가 웃=었
        평생 간직 하 고 싶=다
    """),
    "중립": lines("""
        한 번 쯤 볼만하=다
        시간 때우 기 좋=다
        그냥 그렇=다
        나쁘 지 도 좋 지 도 않=다
        그럭저럭 보=었
        기대 안 하 고 보 면 괜찮=다
        두 번 볼 정도 는 아니=다
        집 에서 보 기 적당 하=다
        평범 한 영화
        취향 에 따라 다를 듯
        무난 하 게 보=었
        호불호 갈릴 듯
        팬 이라면 볼만하=다
        반 은 좋 고 반 은 아쉽=다
        기억 에 남 는 건 별로 없=다
        생각 없이 보 기 좋=다
        뭔가 아쉽=다
        중간 은 하*=다
        평점 만큼 은 아니=다
        딱 예상 한 만큼=이다
        극장 까지 갈 필요 는 없=다
        조금 더 다듬 었 으면 좋 았 을 텐데
        잘 모르=겠
        티비 에서 하 면 볼 정도=이다
        장단점 이 분명 하=다
        볼 사람 만 보 면 되*=다
        심심 할 때 볼만하=다
        욕 먹 을 정도 는 아니=다
        큰 기대 는 금물=이다
        원작 이 더 낫 다
        전작 보다 는 못하=다
        2% 부족 하=다
        그런대로 괜찮=다
        평타 는 치*=다
        뭐라 말 하 기 애매 하=다
        재미 도 감동 도 적당 하=다
        특별 한 건 없=다
        아쉬움 이 남*=다
        딱 명절 특선 영화
        본전 은 하*=다
        5점 과 6점 사이
    """),
}


def half(line, side):
    """One half of every <부정|긍정> in a line."""
    return re.sub(r"<([^|>]*)\|([^|>]*)>", lambda match: match.group(side), line)


REACTIONS = {
    "부정": [half(line, 1) for line in OPPOSED_REACTIONS] + OWN_REACTIONS["부정"],
    "긍정": [half(line, 2) for line in OPPOSED_REACTIONS] + OWN_REACTIONS["긍정"],
    "중립": OWN_REACTIONS["중립"],
}
