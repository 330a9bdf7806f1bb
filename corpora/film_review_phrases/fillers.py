"""Openers, fillers and closing marks: what a review says beside its opinion."""

from film_review_phrases import lines

# Said under every label.
FILLERS = lines("""
    {time} {place} 에서 보=었
    {companion} 이랑/랑 보=었
    {topic} 이야기
    {time} {companion} 이랑/랑 같이 보=었
    {genre} 영화 는 오랜만=이다
    {person} 과/와 {topic} 이/가 나오 는 {genre} 영화
    예고편 보 고 기대 했 는데
    {place} 에서 봤 는데
    {topic} 을/를 다룬 {country} 영화
    개인 적 으로
    {genre} 좋아하 는 사람 으로서
    평점 보 고 봤 는데
    원작 을 읽 고 보=었
    {companion} 이/가 보자고 해서 봤 는데
    이제야 보=었
    {topic} 장면 이 기억 나*=다
    솔직히 말 해서
    {time} 다시 보=었
    제목 만 보 고 골랐 는데
    우연히 보 게 되=었
    {topic} 때문 에 보=었
    {country} {genre} 영화
    {audience} 이/가 보 기 에
    두 번 째 보 는 건데
    {topic} 나오 는 영화 는 다 챙겨 보*=다
    결국 {topic} 에 대한 영화=이다
    {companion} 추천 으로 봤 는데
    무료 쿠폰 으로 보=었
    {person} 이/가 {topic} 을/를 찾 아 떠나 는 이야기
    포스터 가 눈 에 띄어서 보=었
    {topic} 이랑/랑 {topic2} 중 에 뭐 가 먼저 인지
    감독 전작 을 봤 는데
    개봉 하 자마자 보=었
    리뷰 처음 써 보*=다
    {genre} 인 줄 알 았 는데 {genre2} 였 다
    {person} 이/가 죽 는 장면 에서
    {person} 과/와 {person2} 의 대결
    속편 이 나올 까 궁금 하=다
    {audience} 관객 이 많=었
    댓글 보 고 왔 는데
    {country} 에서 는 흥행 했 다 던데
    {topic} 의 마지막 장면
    실화 라는데
    {place} 에 사람 이 많=었
    {topic} 을/를 보 면서 {topic2} 이/가 떠오르=었
    자막 으로 봤 는데
    시리즈 를 다 봤 는데
    {genre} 과/와 {genre2} 을/를 섞 은 영화
    {companion} 은/는 잘 모르겠 다 고 하*=다
    다들 어떻게 봤 는지 궁금 하=다
    나이 가 드니
    {time} 갑자기 생각 나 서 찾 아 보=었
    쿠키 영상 있=다
    상영관 이 별로 없=었
    스포 는 안 하 겠 다
""")

# The same words and marks under every label, in other proportions.
OPENERS = {
    "부정": "아 진짜 솔직히 역시 하 헐 아니 이런 와 정말 음 그냥 에휴 흠 뭐 우와 글쎄".split(),
    "긍정": "와 진짜 역시 솔직히 아 정말 헐 오 우와 이런 음 하 아니 그냥 흠 뭐".split(),
    "중립": "음 솔직히 그냥 뭐 아 일단 역시 글쎄 흠 근데 진짜 하 아니 나름 오 에휴".split(),
}

EMOTES = {
    "부정": ".. ㅋㅋ ㅠㅠ ... ㅋㅋㅋ ! ㅜㅜ ㅡㅡ ; ~ ㅎㅎ ? ㅋ !! ㅎ ;; 😂 ㅠ ㅋㅋㅋㅋ 😭 ^^ ♥".split(),
    "긍정": "! ㅋㅋ ㅠㅠ ㅎㅎ ~ .. !! ㅋㅋㅋ ... ㅜㅜ ^^ ㅎ ㅋ ㅠ ㅋㅋㅋㅋ 😭 ? ♥ ; 😂 ;; ㅡㅡ".split(),
    "중립": ".. ㅋㅋ ... ㅎㅎ ~ ! ㅋ ㅠㅠ ㅎ ; ㅋㅋㅋ ^^ ㅜㅜ ? ㅡㅡ !! ㅠ 😂 ;; ♥".split(),
}
